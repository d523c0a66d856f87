import type { Refusals } from '@tabularium/kernel';

export const governancePolicyRefusals = {
  POLICY_NOT_FOUND: { words: 'There is no version {version} of the policy', absent: true },
  NOT_IN_STAGE: { words: 'Version {version} is {stage}; this needs it to be {needed}' },
  KIND_FIXED: { words: 'The policy is of kind {kind}' },
  RULE_REPEATED: { words: '{ruleId} stands twice in the policy' },
  CRITERION_UNTESTABLE: { words: 'Without evidence and test nobody can tell whether they are met: {rules}' },
  RULE_UNREADABLE: { words: 'The engine cannot read the rule {ruleId}; a rule of this policy is written {expected}' },
  RULE_NAME_UNKNOWN: { words: 'The rule {ruleId} names {name}; there is no such event or command' },
  RULE_NEVER_APPLIES: {
    words: 'The rule {ruleId} never applies: no record has both the event {eventType} and the command {command}',
  },
  SOD_SOLE_AUTHOR: { words: 'Who drafted a version has somebody else put it up for decision' },
  DECISION_NEEDED: { words: 'This takes the decision of a board' },
  FROM_IN_PAST: { words: 'The first day has passed; nothing here takes effect backwards' },
  BEFORE_ADOPTION: { words: 'The version was adopted on {adoptedOn}; it was in force no earlier' },
  POLICY_OVERLAPS: { words: 'Version {version} comes into force on {from}; the next one comes after it' },
} as const satisfies Refusals;
