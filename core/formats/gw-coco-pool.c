/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-pool.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define CHUNK_BYTES (1024 * 1024)

/* Numbers beyond this as whole multiples of their last decimal are not exact. */
#define MOST_MANTISSA 9007199254740992.0

/* Of what comes most, hundredths that are close together: see try_steps(). */
#define SHORT_STEPS 0xFE
#define RAW_DOUBLES 0xFF
#define MOST_DECIMALS 6

static const double powers[MOST_DECIMALS + 1] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6 };

struct _GwCocoPool
{
  GPtrArray *chunks; /* each of CHUNK_BYTES, or of one record that is larger */
  gsize used;        /* of the last chunk */
  gsize room;        /* size of the last chunk */
  guint64 size;
};

GwCocoPool *
gw_coco_pool_new (void)
{
  GwCocoPool *self = g_new0 (GwCocoPool, 1);

  self->chunks = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
gw_coco_pool_free (GwCocoPool *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->chunks);
  g_free (self);
}

/* A place is the number of the chunk, from 1, and the offset in it. */
guint64
gw_coco_pool_add (GwCocoPool *self, const GByteArray *record)
{
  guint64 place;

  if (self->used + record->len > self->room)
    {
      self->room = MAX (record->len, CHUNK_BYTES);
      self->used = 0;
      self->size += self->room;
      g_ptr_array_add (self->chunks, g_malloc (self->room));
    }

  place = (guint64) self->chunks->len << 32 | self->used;
  memcpy ((guint8 *) g_ptr_array_index (self->chunks, self->chunks->len - 1) + self->used, record->data, record->len);
  self->used += record->len;

  return place;
}

const guint8 *
gw_coco_pool_get (const GwCocoPool *self, guint64 place)
{
  const guint8 *chunk = g_ptr_array_index (self->chunks, (guint) (place >> 32) - 1);

  return chunk + (place & G_MAXUINT32);
}

/* As much as an outline of some fifty points takes. */
void
gw_coco_pool_fetch (const GwCocoPool *self, guint64 place)
{
  const guint8 *at = gw_coco_pool_get (self, place);

  for (guint line = 0; line < 4; line++)
    __builtin_prefetch (at + 64 * line);
}

guint64
gw_coco_pool_get_size (const GwCocoPool *self)
{
  return self->size;
}

/* --- packing ------------------------------------------------------------------ */

static guint8 *
put_varint (guint8 *out, guint64 value)
{
  while (value >= 0x80)
    {
      *out++ = (guint8) (value | 0x80);
      value >>= 7;
    }
  *out++ = (guint8) value;

  return out;
}

static guint64
zigzag (gint64 value)
{
  return ((guint64) value << 1) ^ (guint64) (value >> 63);
}

static gint64
unzigzag (guint64 value)
{
  return (gint64) (value >> 1) ^ -(gint64) (value & 1);
}

void
gw_pack_uint (GByteArray *out, guint64 value)
{
  guint8 bytes[10];

  g_byte_array_append (out, bytes, (guint) (put_varint (bytes, value) - bytes));
}

void
gw_pack_int (GByteArray *out, gint64 value)
{
  gw_pack_uint (out, zigzag (value));
}

void
gw_pack_double (GByteArray *out, double value)
{
  g_byte_array_append (out, (const guint8 *) &value, sizeof value);
}

void
gw_pack_bytes (GByteArray *out, gconstpointer data, gsize length)
{
  gw_pack_uint (out, length);
  g_byte_array_append (out, data, (guint) length);
}

/* The number as a whole count of its last decimal; FALSE where that would not
 * give the very same double back.
 */
static gboolean
to_mantissa (double number, guint decimals, gint64 *mantissa)
{
  double scaled = number * powers[decimals];

  if (!(fabs (scaled) < MOST_MANTISSA))
    return FALSE;
  *mantissa = (gint64) (scaled + (scaled < 0 ? -0.5 : 0.5));

  return (double) *mantissa / powers[decimals] == number;
}

/* Tries to pack all numbers with this many decimals; FALSE leaves out as it was. */
static gboolean
try_decimals (GByteArray *out, const double *numbers, gsize n, guint decimals)
{
  guint begin = out->len;
  gint64 before[2] = { 0, 0 };
  guint8 *at;

  g_byte_array_set_size (out, begin + 1 + (guint) n * 10);
  at = out->data + begin;
  *at++ = (guint8) decimals;

  for (gsize i = 0; i < n; i++)
    {
      gint64 mantissa;

      if (!to_mantissa (numbers[i], decimals, &mantissa))
        {
          g_byte_array_set_size (out, begin);
          return FALSE;
        }
      at = put_varint (at, zigzag (mantissa - before[i & 1]));
      before[i & 1] = mantissa;
    }

  g_byte_array_set_size (out, (guint) (at - out->data));
  return TRUE;
}

/* The numbers as hundredths; FALSE where one is none or is large. Without a
 * branch: several at a time. To add and take away so large a number rounds to
 * a whole one, which stands in the lowest bits meanwhile.
 */
static gboolean
to_hundredths (const double *numbers, gsize n, gint32 *hundredths)
{
  const double shift = 6755399441055744.0; /* 1.5 * 2^52 */
  guint bad = FLT_EVAL_METHOD != 0;

  for (gsize i = 0; i < n; i++)
    {
      double shifted = numbers[i] * 100 + shift;
      double whole = shifted - shift;
      guint64 bits;

      memcpy (&bits, &shifted, sizeof bits);
      hundredths[i] = (gint32) bits;
      bad |= !(fabs (whole) < 1e9) | (whole / 100 != numbers[i]);
    }

  return bad == 0;
}

/* The first two numbers in four bytes each, the differences of the others in
 * two; FALSE leaves out as it was.
 */
static gboolean
try_steps (GByteArray *out, const double *numbers, gsize n)
{
  guint begin = out->len;
  guint long_steps = 0;
  gint32 *hundredths;
  guint8 *at;

  if (n < 6)
    return FALSE;

  /* Hundredths behind what is made of them. */
  g_byte_array_set_size (out, begin + 4 + 2 * (guint) n + 8 + 4 * (guint) n);
  hundredths = (gint32 *) (gpointer) (out->data + (begin + 4 + 2 * n + 7) / 4 * 4);
  at = out->data + begin;
  *at++ = SHORT_STEPS;
  if (to_hundredths (numbers, n, hundredths))
    {
      memcpy (at, hundredths, 2 * sizeof *hundredths);
      at += 2 * sizeof *hundredths;
      for (gsize i = 2; i < n; i++)
        {
          gint32 step = hundredths[i] - hundredths[i - 2];
          gint16 narrow = (gint16) step;

          long_steps |= narrow != step;
          memcpy (at + 2 * (i - 2), &narrow, sizeof narrow);
        }
      at += 2 * (n - 2);
    }
  else
    long_steps = 1;

  g_byte_array_set_size (out, long_steps ? begin : (guint) (at - out->data));
  return !long_steps;
}

static void
unpack_steps (const guint8 **at, double *numbers, gsize n)
{
  const guint8 *steps = *at + 2 * sizeof (gint32);
  gint32 last[2];

  memcpy (last, *at, sizeof last);
  numbers[0] = last[0] / 100.0;
  numbers[1] = last[1] / 100.0;
  for (gsize i = 2; i < n; i++)
    {
      gint16 step;

      memcpy (&step, steps + 2 * (i - 2), sizeof step);
      last[i & 1] += step;
      numbers[i] = last[i & 1] / 100.0;
    }
  *at = steps + 2 * (n - 2);
}

void
gw_pack_numbers (GByteArray *out, const double *numbers, gsize n)
{
  guint8 raw = RAW_DOUBLES;

  gw_pack_uint (out, n);

  /* Two decimals are what COCO's own files have. */
  if (try_steps (out, numbers, n) || try_decimals (out, numbers, n, 2) || try_decimals (out, numbers, n, 6))
    return;

  g_byte_array_append (out, &raw, 1);
  g_byte_array_append (out, (const guint8 *) numbers, (guint) (n * sizeof (double)));
}

guint64
gw_unpack_uint (const guint8 **at)
{
  guint64 value = 0;
  guint shift = 0;

  for (;;)
    {
      guint8 byte = *(*at)++;

      value |= (guint64) (byte & 0x7F) << shift;
      if (byte < 0x80)
        return value;
      shift += 7;
    }
}

gint64
gw_unpack_int (const guint8 **at)
{
  return unzigzag (gw_unpack_uint (at));
}

double
gw_unpack_double (const guint8 **at)
{
  double value;

  memcpy (&value, *at, sizeof value);
  *at += sizeof value;

  return value;
}

const guint8 *
gw_unpack_bytes (const guint8 **at, gsize *length)
{
  const guint8 *bytes;

  *length = gw_unpack_uint (at);
  bytes = *at;
  *at += *length;

  return bytes;
}

void
gw_unpack_numbers (const guint8 **at, GArray *numbers)
{
  gsize n = gw_unpack_uint (at);
  guint8 decimals = *(*at)++;
  gint64 before[2] = { 0, 0 };

  g_array_set_size (numbers, (guint) n);
  if (decimals == RAW_DOUBLES)
    {
      if (n > 0)
        memcpy (numbers->data, *at, n * sizeof (double));
      *at += n * sizeof (double);
      return;
    }

  if (decimals == SHORT_STEPS)
    {
      unpack_steps (at, (double *) (gpointer) numbers->data, n);
      return;
    }

  for (gsize i = 0; i < n; i++)
    {
      before[i & 1] += gw_unpack_int (at);
      g_array_index (numbers, double, i) = (double) before[i & 1] / powers[decimals];
    }
}
