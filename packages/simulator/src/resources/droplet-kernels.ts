/** Droplets bring their own kernel; these two can be chosen instead. */
export const KERNELS = [
  { id: 9101, name: "Boot loader of the image", version: "image-loader-2" },
  { id: 9102, name: "Rescue kernel", version: "6.8.0-rescue" },
];
