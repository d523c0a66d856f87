import { fact, refuse } from '@tabularium/kernel';
import { bodyOfMeeting } from '../contract/vocabulary';
import { presidingFault, stageFault, type Rules } from './meeting-rules';

export const minutesRules: Rules<'DraftMinutes' | 'ProposeCorrection' | 'ApproveMinutes' | 'NoteErratum'> = {
  DraftMinutes: ({ sha256 }, state, { facts: { generated, strayAction } }) => {
    const fault = stageFault(state, 'closed');
    if (fault) return fault;
    if (state.minutes?.sealed) return refuse('MINUTES_SEALED');
    if (strayAction !== undefined) return refuse('ACTION_ELSEWHERE', { actionId: strayAction });
    if (sha256 !== undefined && sha256 !== generated) return refuse('MINUTES_DIFFER', { generated });
    return state.minutes?.sha256 === generated ? [] : [fact('MinutesDrafted', { sha256: generated })];
  },

  ProposeCorrection: ({ text }, { minutes }, { actor }) => {
    if (!minutes) return refuse('MINUTES_MISSING');
    return minutes.sealed ? refuse('MINUTES_SEALED') : [fact('MinutesCorrectionProposed', { by: actor.id, text })];
  },

  ApproveMinutes: ({ atMeeting, sha256 }, { minutes, on }, context) => {
    const { at } = context.facts;
    if (!minutes) return refuse('MINUTES_MISSING');
    if (minutes.sha256 !== sha256) return refuse('MINUTES_OTHER');
    if (minutes.sealed) return [];
    const isLater = atMeeting !== context.id && at.stage === 'open' && at.on >= on;
    if (!isLater || bodyOfMeeting(atMeeting) !== bodyOfMeeting(context.id)) return refuse('MEETING_NOT_LATER');
    return presidingFault(context) ?? [fact('MinutesApproved', { atMeeting, sha256 })];
  },

  NoteErratum: ({ text }, { minutes }, { actor }) =>
    minutes?.sealed ? [fact('MinutesErratumNoted', { by: actor.id, text })] : refuse('MINUTES_NOT_SEALED'),
};
