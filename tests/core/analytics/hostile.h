/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#define HOSTILE_ROWS 16
#define HOSTILE_COLUMNS 2
#define HOSTILE_CLASSES 2
#define HOSTILE_N_OUT 7

/* Any status will do: nothing is said of it. */
#define HOSTILE_ANY (-1)

/* What a function is called with. */
typedef struct
{
  size_t n;
  size_t columns;       /* HOSTILE_COLUMNS, or too many */
  size_t classes;       /* HOSTILE_CLASSES, or too many */
  const double *values; /* n * HOSTILE_COLUMNS */
  const double *weights;
  const int32_t *labels; /* as many as values, from 0 to HOSTILE_CLASSES - 1 */
  const int32_t *others; /* the same, other ones */
  void *out[HOSTILE_N_OUT];
} HostileCase;

typedef enum
{
  HOSTILE_VALUES = 1 << 0,
  HOSTILE_PROBABILITIES = 1 << 1, /* values are */
  HOSTILE_WEIGHTS = 1 << 2,
  HOSTILE_LABELS = 1 << 3,
  HOSTILE_OTHERS = 1 << 4,       /* a second array of labels or indices */
  HOSTILE_LABELS_END = 1 << 5,   /* labels are below HOSTILE_CLASSES, and not only 0 or more */
  HOSTILE_CLEARS_FIRST = 1 << 6, /* zeroes its result even where it fails, and says so */
  HOSTILE_COLUMNS_ARE_GIVEN = 1 << 7,
  HOSTILE_CLASSES_ARE_GIVEN = 1 << 8
} HostileTakes;

typedef struct
{
  const char *name;
  gw_status (*call) (const HostileCase *given);
  unsigned takes;
  int no_rows; /* gw_status of no rows, without arrays */
  int nan;     /* where all values are NaN */
  int infinity;
  void (*clear) (const HostileCase *given);
} HostileRow;

/* Ends with a row without a name. */
extern const HostileRow hostile_rows[];
