import { Command, Id } from '@tabularium/contracts';

@Command({
  summary: 'Sign what somebody else is about to decide, as it stands now',
  allow: ['FINANCE_CONTROLLER', 'PMO_DIRECTOR', 'PMO_MANAGER', 'BOARD_CHAIR', 'SPONSOR', 'DEPARTMENT_LEAD'],
})
export class CoSign {
  @Id({ about: 'The command that is signed, for example ApproveChange' }) readonly command!: string;
}
