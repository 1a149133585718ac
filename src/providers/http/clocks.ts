/** The router owns the clocks: the SDKs' own timeout is set to the most that a timer can hold, about 24 days. */
export const NO_SDK_TIMEOUT = 2 ** 31 - 1;
