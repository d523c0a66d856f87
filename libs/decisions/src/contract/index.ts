export * from './action-item.contract';
export * from './decision-item.contract';
export * from './decision-register.contract';
export * from './governance-body.contract';
export * from './item-parts';
export * from './meeting.contract';
export * from './terms';
export * from './vocabulary';
