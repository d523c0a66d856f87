export * from "./governance-policy.contract";
export * from "./interest-register.contract";
export * from "./organisation.contract";
export * from "./person.contract";
export * from "./person.events";
export * from "./policy-versions";
export * from "./standing-interests";
