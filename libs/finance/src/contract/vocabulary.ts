/** What money is spent on. `CONTINGENCY`: funded known unknowns, inside the performance measurement baseline. */
export const COST_TYPES = ['LABOUR', 'SERVICES', 'MATERIALS', 'EQUIPMENT', 'OVERHEAD', 'OTHER', 'CONTINGENCY'] as const;
export type CostType = (typeof COST_TYPES)[number];

/**
 * Why a budget is revised. VIREMENT: between accounts, in sum nothing. REPHASE: between periods, per account in sum
 * nothing. MR_DRAW: from the management reserve into new, authorised scope. CONTINGENCY_DRAW: out of contingency lines.
 * OTB: over-target baseline, the one kind that may lie above what is authorised. CORRECTION: of an error; the one kind
 * that may touch closed periods.
 */
export const REVISION_KINDS = [
  'INCREASE',
  'DECREASE',
  'VIREMENT',
  'REPHASE',
  'MR_DRAW',
  'CONTINGENCY_DRAW',
  'OTB',
  'CORRECTION',
] as const;
export type RevisionKind = (typeof REVISION_KINDS)[number];

/** What an over-target baseline does to the variances so far (GAO cost guide). */
export const VARIANCE_TREATMENTS = ['RETAIN', 'SET_CV', 'SET_SV', 'SET_BOTH'] as const;
export type VarianceTreatment = (typeof VARIANCE_TREATMENTS)[number];

/** How an estimate at completion was made: the formulas of earned value management, or from the bottom up. */
export const FORECAST_METHODS = ['ATYPICAL', 'CPI', 'COMPOSITE', 'WEIGHTED', 'THREE_PERIOD_CPI', 'BOTTOM_UP'] as const;
export type ForecastMethod = (typeof FORECAST_METHODS)[number];
