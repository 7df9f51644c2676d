/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_STATUS_H
#define GW_STATUS_H

#ifdef __cplusplus
extern "C"
{
#endif

#if defined(__GNUC__)
#define GW_PUBLIC __attribute__ ((visibility ("default")))
#else
#define GW_PUBLIC
#endif

  /* What a function of the plain C folders (geometry, analytics, segment)
   * says of its work. Nothing is written to the outputs unless the status is
   * GW_STATUS_OK or the function says otherwise.
   */
  typedef enum
  {
    GW_STATUS_OK = 0,
    GW_STATUS_INVALID,   /* an argument is outside its range, or data that contradict themselves */
    GW_STATUS_EMPTY,     /* no rows, no points, no pixels: nothing to work on */
    GW_STATUS_UNDEFINED, /* the quantity has no value for these data */
    GW_STATUS_TOO_LARGE, /* a size would overflow or exceeds the named limit */
    GW_STATUS_NO_MEMORY, /* memory could not be had */
    GW_STATUS_CANCELLED  /* the caller's callback asked to stop */
  } gw_status;

  /* A sentence in English for a status, without a full stop; never NULL.
   * The string is constant. Unknown values give "unknown status".
   */
  GW_PUBLIC const char *gw_status_text (gw_status status);

#ifdef __cplusplus
}
#endif

#endif
