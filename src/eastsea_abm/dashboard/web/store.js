// Small preferences of this browser. A browser that refuses to keep them works as well, it only forgets.

const PREFIX = "eastsea.";

export const store = {
  get(key, otherwise = null) {
    try {
      const kept = localStorage.getItem(PREFIX + key);
      return kept === null ? otherwise : JSON.parse(kept);
    } catch (refused) {
      return otherwise;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      return true;
    } catch (refused) {
      return false;
    }
  },
};
