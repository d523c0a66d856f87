import { Command, Sha256, Text, type Role } from '@tabularium/contracts';

const APPROVING: readonly Role[] = ['PMO_DIRECTOR', 'PMO_MANAGER', 'FINANCE_CONTROLLER', 'DEPARTMENT_LEAD'];

@Command({ summary: 'Approve a version of a document, as a paper for boards', allow: APPROVING })
export class ApprovePaper {
  @Text({ max: 40 }) readonly version!: string;
  @Sha256({ about: 'Of what was read' }) readonly sha256!: string;
}
