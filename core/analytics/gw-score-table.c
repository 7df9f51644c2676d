/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-score-table-private.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

/* The key of 0. */
#define GW_SCORE_ZERO ((uint64_t) 1 << 63)

/* Rows are worked on in so many parts, on any number of threads; few rows in one. */
#define GW_SCORE_PARTS 32
#define GW_SCORE_ROWS_FOR_PARTS 65536

/* --- doubles as a dense range of whole numbers ------------------------------------ */

void
_gw_score_span_add (GwScoreSpan *self, uint64_t key)
{
  uint64_t *least = key < GW_SCORE_ZERO ? &self->below_least : &self->above_least;
  uint64_t *most = key < GW_SCORE_ZERO ? &self->below_most : &self->above_most;

  if (key == GW_SCORE_ZERO)
    return;
  if (key < *least)
    *least = key;
  if (key > *most)
    *most = key;
}

void
_gw_score_span_join (GwScoreSpan *self, const GwScoreSpan *other)
{
  if (other->below_least <= other->below_most)
    {
      _gw_score_span_add (self, other->below_least);
      _gw_score_span_add (self, other->below_most);
    }
  if (other->above_least <= other->above_most)
    {
      _gw_score_span_add (self, other->above_least);
      _gw_score_span_add (self, other->above_most);
    }
}

static uint64_t
n_below (const GwScoreSpan *self)
{
  return self->below_least <= self->below_most ? self->below_most - self->below_least + 1 : 0;
}

static uint64_t
n_above (const GwScoreSpan *self)
{
  return self->above_least <= self->above_most ? self->above_most - self->above_least + 1 : 0;
}

uint64_t
_gw_score_span_n_codes (const GwScoreSpan *self)
{
  uint64_t n_codes = n_below (self) + 1 + n_above (self);

  return n_codes <= GW_SCORE_ZERO ? n_codes : 0;
}

/* --- counts ------------------------------------------------------------------------- */

typedef struct
{
  GwScoreSpan span;
  size_t start;  /* of the sorted words */
  size_t n_rows; /* that count */
  size_t n_positive;
  size_t n_points;
  bool invalid;
} Part;

typedef struct
{
  const int32_t *truth;
  const double *score;
  size_t n;
  size_t n_parts;
  uint64_t zero_code; /* the codes above 0, then this, then those below */
  uint64_t above_base;
  uint64_t below_base;
  uint64_t *words; /* code << 1 | whether the row is positive */
  uint64_t *other; /* as many */
  size_t n_words;
  Part parts[GW_SCORE_PARTS];
  GwScoreTable *table;
} Counting;

static size_t
part_start (size_t n, size_t part, size_t n_parts)
{
  return n / n_parts * part + (part < n % n_parts ? part : n % n_parts);
}

static void
look_cb (void *data, size_t index)
{
  Counting *self = data;
  Part part = { .span = GW_SCORE_SPAN_INIT };
  size_t end = part_start (self->n, index + 1, self->n_parts);

  for (size_t i = part_start (self->n, index, self->n_parts); i < end; i++)
    {
      part.invalid |= self->truth[i] < -1 || self->truth[i] > 1;
      if (self->truth[i] < 0 || isnan (self->score[i]))
        continue;
      part.n_rows++;
      part.n_positive += self->truth[i] > 0;
      _gw_score_span_add (&part.span, _gw_sort_key (self->score[i]));
    }
  self->parts[index] = part;
}

static void
write_words_cb (void *data, size_t index)
{
  Counting *self = data;
  uint64_t *word = self->words;
  size_t end = part_start (self->n, index + 1, self->n_parts);

  for (size_t i = 0; i < index; i++)
    word += self->parts[i].n_rows;
  for (size_t i = part_start (self->n, index, self->n_parts); i < end; i++)
    {
      uint64_t key = _gw_sort_key (self->score[i]), code;

      if (self->truth[i] < 0 || isnan (self->score[i]))
        continue;
      code = key > GW_SCORE_ZERO ? self->above_base - key : self->zero_code;
      if (key < GW_SCORE_ZERO)
        code = self->below_base - key;
      *word++ = code << 1 | (uint64_t) self->truth[i];
    }
}

static double
word_score (const Counting *self, uint64_t word)
{
  uint64_t code = word >> 1;

  if (code < self->zero_code)
    return _gw_sort_value (self->above_base - code);
  if (code == self->zero_code)
    return 0;

  return _gw_sort_value (self->below_base - code);
}

/* Parts of the sorted words are moved on so that equal scores lie in one: there may
 * be few of them, and far between.
 */
static size_t
group_start (const Counting *self, size_t index)
{
  size_t start = part_start (self->n_words, index, self->n_parts), end = self->n_words;
  uint64_t code;

  if (start == 0 || start == end)
    return start;

  code = self->words[start - 1] >> 1;
  while (start < end)
    {
      size_t middle = start + (end - start) / 2;

      if (self->words[middle] >> 1 == code)
        start = middle + 1;
      else
        end = middle;
    }

  return start;
}

static void
count_points_cb (void *data, size_t index)
{
  Counting *self = data;
  size_t start = group_start (self, index), end = group_start (self, index + 1);
  size_t n_points = 0, n_positive = 0;

  for (size_t i = start; i < end; i++)
    {
      n_positive += self->words[i] & 1;
      n_points += i + 1 == end || self->words[i] >> 1 != self->words[i + 1] >> 1;
    }
  self->parts[index].start = start;
  self->parts[index].n_rows = end > start ? end - start : 0;
  self->parts[index].n_positive = n_positive;
  self->parts[index].n_points = n_points;
}

/* The thresholds are written over what the sort no longer needs, the counts over
 * the words themselves: a part has never more points than rows, and writes none
 * before it has read the word there.
 */
static void
write_points_cb (void *data, size_t index)
{
  Counting *self = data;
  size_t start = self->parts[index].start, end = start + self->parts[index].n_rows;
  size_t point = start;
  GwScoreCounts counts = { 0 };

  for (size_t i = 0; i < index; i++)
    {
      counts.tp += (uint32_t) self->parts[i].n_positive;
      counts.fp += (uint32_t) (self->parts[i].n_rows - self->parts[i].n_positive);
    }
  for (size_t i = start; i < end; i++)
    {
      uint64_t word = self->words[i];
      double threshold = word_score (self, word);
      bool last = i + 1 == end || word >> 1 != self->words[i + 1] >> 1;

      /* Written for each row, kept for the last of a score: no branch. */
      counts.tp += word & 1;
      counts.fp += 1 - (word & 1);
      memcpy (&self->other[point], &threshold, sizeof threshold);
      memcpy (&self->words[point], &counts, sizeof counts);
      point += last;
    }
}

/* Points of the parts, one after the other. */
static void
join_points (Counting *self)
{
  size_t n_points = 0;

  for (size_t i = 0; i < self->n_parts; i++)
    {
      size_t start = self->parts[i].start, n = self->parts[i].n_points;

      if (start != n_points)
        {
          memmove (&self->words[n_points], &self->words[start], n * sizeof *self->words);
          memmove (&self->other[n_points], &self->other[start], n * sizeof *self->other);
        }
      n_points += n;
    }
}

static void
choose_codes (Counting *self, const GwScoreSpan *span)
{
  self->zero_code = n_above (span);
  self->above_base = span->above_most;
  self->below_base = span->below_most + self->zero_code + 1;
}

/* The memory of what there are fewer of than was thought; as it is where it
 * cannot be given back.
 */
static void *
shrink (void *memory, size_t n, size_t size)
{
  void *less = realloc (memory, n > 0 ? n * size : 1);

  return less != NULL ? less : memory;
}

static gw_status
write_points (Counting *self, const GwRun *run)
{
  GwScoreTable *table = self->table;
  gw_status status = _gw_run_parts (run, self->n_parts, count_points_cb, self, 0.8, 0.9);

  if (status == GW_STATUS_OK)
    status = _gw_run_parts (run, self->n_parts, write_points_cb, self, 0.9, 1);
  if (status != GW_STATUS_OK)
    return status;

  join_points (self);
  for (size_t i = 0; i < self->n_parts; i++)
    {
      table->n_points += self->parts[i].n_points;
      table->positives += (double) self->parts[i].n_positive;
    }
  table->negatives = (double) self->n_words - table->positives;
  table->thresholds = shrink (self->other, table->n_points, sizeof (double));
  table->counts = shrink (self->words, table->n_points, sizeof (GwScoreCounts));
  self->other = self->words = NULL;

  return GW_STATUS_OK;
}

static gw_status
sort_counts (Counting *self, const GwRun *run)
{
  gw_status status = GW_STATUS_NO_MEMORY;

  self->words = GW_NEW (uint64_t, self->n_words);
  self->other = GW_NEW (uint64_t, self->n_words);
  if (self->words != NULL && self->other != NULL)
    status = _gw_run_parts (run, self->n_parts, write_words_cb, self, 0.1, 0.2);
  if (status == GW_STATUS_OK)
    status = _gw_sort_keys_in (self->words, NULL, self->n_words, self->other, NULL, run, 0.2, 0.8);
  if (status == GW_STATUS_OK)
    status = write_points (self, run);
  free (self->words);
  free (self->other);

  return status;
}

/* --- weights, and scores that leave no room for a mark ---------------------------- */

static gw_status
check_weights (const double *weights, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!(weights[i] >= 0) || isinf (weights[i]))
      return GW_STATUS_INVALID;

  return GW_STATUS_OK;
}

/* Keys that rise while the scores fall, and the rows that count. */
static size_t
write_keys (const int32_t *truth, const double *score, const double *weights, size_t n, uint64_t *keys, uint32_t *rows)
{
  size_t n_keys = 0;

  for (size_t i = 0; i < n; i++)
    {
      if (truth[i] < 0 || isnan (score[i]) || (weights != NULL && weights[i] == 0))
        continue;
      keys[n_keys] = ~_gw_sort_key (score[i]);
      rows[n_keys++] = (uint32_t) i;
    }

  return n_keys;
}

/* The thresholds are written over the keys, of which there are never fewer. */
static void
sum_points (GwScoreTable *table, uint64_t *keys, const uint32_t *rows, size_t n, const int32_t *truth,
            const double *weights)
{
  GwSum tp = { 0 }, fp = { 0 };
  size_t point = 0;

  for (size_t i = 0; i < n; i++)
    {
      uint64_t key = keys[i];
      double threshold = _gw_sort_value (~key);

      _gw_sum_add (truth[rows[i]] > 0 ? &tp : &fp, weights != NULL ? weights[rows[i]] : 1);
      if (i + 1 < n && keys[i + 1] == key)
        continue;
      memcpy (&keys[point], &threshold, sizeof threshold);
      table->tp_weights[point] = _gw_sum_get (&tp);
      table->fp_weights[point++] = _gw_sum_get (&fp);
    }
  table->n_points = point;
  table->positives = _gw_sum_get (&tp);
  table->negatives = _gw_sum_get (&fp);
}

static size_t
count_keys (const uint64_t *keys, size_t n)
{
  size_t n_distinct = 0;

  for (size_t i = 0; i < n; i++)
    n_distinct += i + 1 == n || keys[i] != keys[i + 1];

  return n_distinct;
}

static gw_status
sort_weights (GwScoreTable *table, const int32_t *truth, const double *score, const double *weights, size_t n,
              size_t n_rows, const GwRun *run)
{
  uint64_t *keys = GW_NEW (uint64_t, n_rows), *other = GW_NEW (uint64_t, n_rows);
  uint32_t *rows = GW_NEW (uint32_t, n_rows), *other_rows = GW_NEW (uint32_t, n_rows);
  gw_status status = GW_STATUS_NO_MEMORY;
  size_t n_keys = 0, n_points;

  if (keys != NULL && other != NULL && rows != NULL && other_rows != NULL)
    {
      n_keys = write_keys (truth, score, weights, n, keys, rows);
      status = _gw_sort_keys_in (keys, rows, n_keys, other, other_rows, run, 0.2, 0.9);
    }
  free (other);
  free (other_rows);
  if (status == GW_STATUS_OK)
    {
      n_points = count_keys (keys, n_keys);
      table->tp_weights = GW_NEW (double, n_points);
      table->fp_weights = GW_NEW (double, n_points);
      if (table->tp_weights == NULL || table->fp_weights == NULL)
        status = GW_STATUS_NO_MEMORY;
    }
  if (status == GW_STATUS_OK)
    {
      sum_points (table, keys, rows, n_keys, truth, weights);
      table->thresholds = shrink (keys, table->n_points, sizeof (double));
      keys = NULL;
    }
  free (keys);
  free (rows);

  return status;
}

/* --- the table ------------------------------------------------------------------------ */

static gw_status
look_at_rows (Counting *self, GwScoreSpan *span, const GwRun *run)
{
  gw_status status = _gw_run_parts (run, self->n_parts, look_cb, self, 0, 0.1);

  if (status != GW_STATUS_OK)
    return status;

  for (size_t i = 0; i < self->n_parts; i++)
    {
      if (self->parts[i].invalid)
        return GW_STATUS_INVALID;
      _gw_score_span_join (span, &self->parts[i].span);
      self->n_words += self->parts[i].n_rows;
    }

  return GW_STATUS_OK;
}

gw_status
gw_score_table_new (const int32_t *truth, const double *score, const double *weights, size_t n, GwScoreTable **table,
                    const GwRun *run)
{
  Counting self = { .truth = truth, .score = score, .n = n };
  GwScoreSpan span = GW_SCORE_SPAN_INIT;
  gw_status status;

  *table = NULL;
  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (weights != NULL && check_weights (weights, n) != GW_STATUS_OK)
    return GW_STATUS_INVALID;

  self.n_parts = n >= GW_SCORE_ROWS_FOR_PARTS ? GW_SCORE_PARTS : 1;
  status = look_at_rows (&self, &span, run);
  if (status != GW_STATUS_OK)
    return status;

  self.table = GW_NEW0 (GwScoreTable, 1);
  if (self.table == NULL)
    return GW_STATUS_NO_MEMORY;
  self.table->n_excluded = n - self.n_words;
  choose_codes (&self, &span);
  if (weights == NULL && _gw_score_span_n_codes (&span) > 0)
    status = sort_counts (&self, run);
  else
    status = sort_weights (self.table, truth, score, weights, n, self.n_words, run);
  if (status != GW_STATUS_OK)
    {
      gw_score_table_free (self.table);
      return status;
    }
  *table = self.table;

  return self.table->n_points > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

void
gw_score_table_free (GwScoreTable *table)
{
  if (table == NULL)
    return;

  free (table->thresholds);
  free (table->counts);
  free (table->tp_weights);
  free (table->fp_weights);
  free (table);
}

size_t
gw_score_table_n_points (const GwScoreTable *table)
{
  return table->n_points;
}

size_t
gw_score_table_n_excluded (const GwScoreTable *table)
{
  return table->n_excluded;
}

double
gw_score_table_positives (const GwScoreTable *table)
{
  return table->positives;
}

double
gw_score_table_negatives (const GwScoreTable *table)
{
  return table->negatives;
}

gw_status
gw_score_table_get_point (const GwScoreTable *table, size_t index, GwOperatingPoint *point)
{
  double tp, fp;

  if (index >= table->n_points)
    return GW_STATUS_INVALID;

  tp = _gw_score_table_tp (table, index);
  fp = _gw_score_table_fp (table, index);
  *point = (GwOperatingPoint) {
    .threshold = table->thresholds[index], .tp = tp, .fp = fp, .tn = table->negatives - fp, .fn = table->positives - tp
  };

  return GW_STATUS_OK;
}
