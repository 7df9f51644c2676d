/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-rle.h"

#include <stdlib.h>

#include "gw-geometry-private.h"
#include "gw-rle-private.h"

#define FIRST_CODE 48
#define LAST_CODE 111
#define MAX_CHUNKS 7
#define CHUNK_BITS 5
#define CHUNK_MASK 0x1f
#define CHUNK_SIGN 0x10
#define CHUNK_MORE 0x20

/* Reads one number; *at moves behind it. */
static bool
read_number (const char *string, size_t length, size_t *at, int64_t *number)
{
  int64_t value = 0;

  for (int chunk = 0; chunk < MAX_CHUNKS; chunk++)
    {
      int code;

      if (*at >= length)
        return false;
      code = (unsigned char) string[(*at)++];
      if (code < FIRST_CODE || code > LAST_CODE)
        return false;
      code -= FIRST_CODE;
      value |= (int64_t) (code & CHUNK_MASK) << (CHUNK_BITS * chunk);
      if (code & CHUNK_MORE)
        continue;

      if (code & CHUNK_SIGN)
        value -= (int64_t) 1 << (CHUNK_BITS * (chunk + 1));
      *number = value;
      return true;
    }
  return false;
}

/* How many numbers the string holds: each ends with a character without the
 * bit that says more. Wrong characters are found later.
 */
static size_t
count_numbers (const char *string, size_t length)
{
  size_t n = 0;

  for (size_t i = 0; i < length; i++)
    if (!(((unsigned char) string[i] - FIRST_CODE) & CHUNK_MORE))
      n++;
  return n;
}

/* From the fourth count on a number is the difference to the count two before. */
static gw_status
read_counts (const char *string, size_t length, uint64_t pixels, uint32_t *counts, size_t *n_counts)
{
  size_t at = 0, n = 0;
  uint64_t sum = 0;

  while (at < length)
    {
      int64_t count;

      if (!read_number (string, length, &at, &count))
        return GW_STATUS_INVALID;
      if (n > 2)
        count += counts[n - 2];
      if (count < 0 || (uint64_t) count > pixels - sum)
        return GW_STATUS_INVALID;
      counts[n++] = (uint32_t) count;
      sum += (uint64_t) count;
    }
  *n_counts = n;
  return sum == pixels ? GW_STATUS_OK : GW_STATUS_INVALID;
}

gw_status
gw_rle_decode (int32_t height, int32_t width, const char *string, size_t length, GwRle *rle)
{
  gw_status status = _gw_image_size_check (width, height);
  GwRle made = { height, width, NULL, 0 };
  size_t n;

  if (status != GW_STATUS_OK)
    return status;
  n = count_numbers (string, length);
  if (n > GW_RLE_MAX_COUNTS)
    return GW_STATUS_TOO_LARGE;

  made.counts = _gw_array_new (n, sizeof (uint32_t));
  if (made.counts == NULL)
    return GW_STATUS_NO_MEMORY;

  status = read_counts (string, length, (uint64_t) height * (uint64_t) width, made.counts, &made.n_counts);
  if (status == GW_STATUS_OK)
    *rle = made;
  else
    free (made.counts);
  return status;
}

/* Writes one number; returns how many characters. */
static size_t
write_number (int64_t value, char *out)
{
  size_t n = 0;
  bool more;

  do
    {
      int chunk = (int) (value & CHUNK_MASK);

      /* The shift must carry the sign, which C leaves to the compiler. */
      value = value >= 0 ? value >> CHUNK_BITS : -((-value + CHUNK_MASK) >> CHUNK_BITS);
      more = (chunk & CHUNK_SIGN) ? value != -1 : value != 0;
      out[n++] = (char) ((more ? chunk | CHUNK_MORE : chunk) + FIRST_CODE);
    }
  while (more);
  return n;
}

gw_status
gw_rle_encode (const GwRle *rle, char *buffer, size_t size, size_t *length)
{
  size_t written = 0;

  for (size_t i = 0; i < rle->n_counts; i++)
    {
      char number[MAX_CHUNKS + 1];
      int64_t value = (int64_t) rle->counts[i] - (i > 2 ? (int64_t) rle->counts[i - 2] : 0);
      size_t n = write_number (value, number);

      for (size_t k = 0; k < n; k++, written++)
        if (buffer != NULL && written < size)
          buffer[written] = number[k];
    }
  if (length != NULL)
    *length = written;
  if (buffer == NULL)
    return GW_STATUS_OK;
  if (written >= size)
    return GW_STATUS_TOO_LARGE;
  buffer[written] = '\0';
  return GW_STATUS_OK;
}

gw_status
gw_rle_encode_dup (const GwRle *rle, char **string, size_t *length)
{
  size_t n;
  char *made;

  gw_rle_encode (rle, NULL, 0, &n);
  made = _gw_array_new (n + 1, 1);
  if (made == NULL)
    return GW_STATUS_NO_MEMORY;

  gw_rle_encode (rle, made, n + 1, length);
  *string = made;
  return GW_STATUS_OK;
}
