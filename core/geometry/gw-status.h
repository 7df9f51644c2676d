/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_STATUS_H
#define GW_STATUS_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C"
{
#endif

#if defined(__GNUC__)
#define GW_PUBLIC __attribute__ ((visibility ("default")))
#else
#define GW_PUBLIC
#endif

  /* What a function of the plain C folders (geometry, analytics) says of its work. Nothing is written to the outputs
   * unless the status is GW_STATUS_OK or the function says otherwise: figures are often there as far as they are
   * defined (gw_status_has_values()), with NaN for the others.
   */
  typedef enum
  {
    GW_STATUS_OK = 0,
    GW_STATUS_INVALID,                /* an argument is outside its range, or data that contradict themselves */
    GW_STATUS_EMPTY,                  /* no rows, no points, no pixels: nothing to work on */
    GW_STATUS_UNDEFINED,              /* the quantity has no value for these data */
    GW_STATUS_TOO_LARGE,              /* a size would overflow or exceeds the named limit */
    GW_STATUS_NO_MEMORY,              /* memory could not be had */
    GW_STATUS_CANCELLED,              /* the caller's callback asked to stop */
    GW_STATUS_SINGLE_CLASS,           /* all rows are of one class: what compares two has no value */
    GW_STATUS_NO_POSITIVE,            /* no row is positive */
    GW_STATUS_DEGENERATE,             /* the values do not vary: no variance, or a MAD of 0 */
    GW_STATUS_CAPPED,                 /* there were more than the named limit; the result has as many as it allows */
    GW_STATUS_NO_MAJORITY_NEIGHBOURS, /* no row of the class lies near one of another */
    GW_STATUS_TOO_FEW_ROWS            /* a class has too few rows for what is asked */
  } gw_status;

  /* A sentence in English for a status, without a full stop; never NULL.
   * The string is constant. Unknown values give "unknown status".
   */
  GW_PUBLIC const char *gw_status_text (gw_status status);

  /* Whether the outputs of an analytics function were written: true for OK,
   * EMPTY, UNDEFINED, SINGLE_CLASS, NO_POSITIVE, DEGENERATE and CAPPED; what has no
   * value is NaN there. False for what refused the input or stopped.
   */
  GW_PUBLIC bool gw_status_has_values (gw_status status);

#ifdef __cplusplus
}
#endif

#endif
