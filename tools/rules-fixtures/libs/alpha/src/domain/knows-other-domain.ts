// refused by imports: domain-pure, layers-alpha, front-door, by-name
export { rule } from '../../../beta/src/domain/rule';
