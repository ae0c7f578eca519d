/**
 * How long a login lasts, however often its tokens are renewed: a working day. Afterwards the sign-on has to ask again. It holds
 * where the identity provider says when the login was (`auth_time`); where it does not, its own limit on renewal is the only one.
 */
export const sessionLimitSeconds = 12 * 60 * 60;
