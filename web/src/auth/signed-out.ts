const key = "signed-out";

/** Somebody who has just signed out wants to see that, and not be led to the login again at once. */
export const signedOutMark = {
  set: () => sessionStorage.setItem(key, "yes"),
  isSet: () => sessionStorage.getItem(key) !== null,
  clear: () => sessionStorage.removeItem(key),
};
