// refused by imports: libs-below-apps
export { app } from '../../../apps/api/src/main';
