/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_ARRAY_PRIVATE_H
#define GW_ARRAY_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Most rows of any input: indices of rows fit into 32 bits. */
#define GW_MOST_ROWS ((size_t) 1 << 31)

/* Memory for n elements of a type; NULL when there is none or the size
 * overflows. Goes with free(). n = 0 gives memory that holds nothing.
 */
static inline void *
_gw_new (size_t n, size_t size)
{
  if (n > (size_t) PTRDIFF_MAX / size)
    return NULL;

  return malloc (n > 0 ? n * size : 1);
}

/* The same, zeroed. */
static inline void *
_gw_new0 (size_t n, size_t size)
{
  if (n > (size_t) PTRDIFF_MAX / size)
    return NULL;

  return calloc (n > 0 ? n : 1, size);
}

#define GW_NEW(type, n) ((type *) _gw_new ((n), sizeof (type)))
#define GW_NEW0(type, n) ((type *) _gw_new0 ((n), sizeof (type)))

/* *product = a * b, or false where that overflows. */
static inline bool
_gw_multiply (size_t a, size_t b, size_t *product)
{
  return !__builtin_mul_overflow (a, b, product);
}

#endif
