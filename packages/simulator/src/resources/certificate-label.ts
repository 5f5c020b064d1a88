/** By which everything is found that serves a certificate. */
export const certificateLabel = (certificate: string) => `certificate:${certificate}`;
