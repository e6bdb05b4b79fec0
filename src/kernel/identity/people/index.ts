/** People, positions, stand-ins and roles: the door of this part. */
export { addPerson, erasePerson, revisePerson } from './people.ts';
export { endPosition, givePosition } from './positions.ts';
export { delegate, withdrawDelegation } from './delegations.ts';
export { extendGrant, grantRole, revokeGrant } from './grants.ts';
export { endAccountSession, openAccount } from './accounts.ts';
export { mayGive, standsAbove } from './administer.ts';
export { loadActor } from './load-actor.ts';
export { ACCOUNT_STATES, PEOPLE_LIST, peopleScope, type AccountState, type PersonRow } from './list.ts';
export { personHistory, personPage, peopleToChoose, type PersonPage, type When } from './person-page.ts';
export { bodiesToChoose } from './bodies.ts';
export type { DelegationInput, GrantEnd, GrantInput, PersonInput, PositionEnd, PositionInput } from './input.ts';
