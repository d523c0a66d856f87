import type { Refusals } from '@tabularium/kernel';

export const projectRefusals = {
  PROJECT_NOT_FOUND: { words: 'There is no such project', absent: true },
  PROJECT_EXISTS: { words: 'A project is already registered under this code' },
  PORTFOLIO_NOT_OPEN: { words: 'There is no open portfolio {portfolioId}' },
  PROGRAMME_NOT_OPEN: { words: 'There is no open programme {programmeId}' },
  IN_OTHER_PROGRAMME: { words: 'The project belongs to programme {programmeId}' },
  IN_NO_PROGRAMME: { words: 'The project belongs to no programme' },
  LIFE_CYCLE_UNKNOWN: { words: 'There is no life cycle {lifeCycle}; those known today are {known}' },
  LIFE_CYCLE_NOT_IN_POLICY: { words: 'No policy in force defines the life cycle {lifeCycle}' },
  VERSION_NOT_IN_FORCE: { words: 'Version {toVersion} of the policy is not in force; version {inForce} is' },
  TRANSITION_REWRITES_PAST: {
    words:
      'Stages 1 to {settled} have started or their gates are open or decided; version {toVersion} changes stage {stage}',
  },
  DECISION_NEEDED: { words: 'This takes the decision of a board' },
  DATES_REVERSED: { words: 'The finish lies before the start' },
  SOD_SPONSOR_PM: { words: 'Sponsor and project manager must be two persons' },
  SOD_SELF_APPROVAL: { words: 'Who registered, sponsors or manages a project does not approve it' },
  AUTHORITY_EXCEEDED: { words: 'The amount lies above the delegated limit{limit}' },
  NOT_IN_PHASE: { words: 'The project is {phase}; this needs it to be {needed}' },
  SPONSOR_MISSING: { words: 'A sponsor must be named first' },
  STAGE_OUT_OF_ORDER: { words: 'The next stage is {next}' },
  GATE_NOT_PASSED: { words: 'Gate {gate} must be passed before stage {stage} starts' },
  CLOSURE_BLOCKED: { words: 'Still open: {open}' },
  ALREADY_ASSIGNED: { words: 'This person already holds the role' },
  RATING_NOT_ON_SCALE: { words: '{rating} is not a value of {scale}' },
  ASSESSMENT_NOT_FOUND: { words: 'There is no such assessment', absent: true },
  EFFECTIVE_IN_FUTURE: { words: 'An assessment speaks of today or earlier' },
  BEFORE_REGISTRATION: { words: 'The project was registered on {registeredOn}' },
  LEGACY_STATED_TWICE: { words: 'The record states {statement} twice' },
} as const satisfies Refusals;
