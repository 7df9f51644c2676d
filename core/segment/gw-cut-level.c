/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-cut-level-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-grab-cut.h"
#include "gw-max-flow-private.h"

/* Costs as whole numbers: this many to one, or fewer where an edge would not fit. */
#define MOST_SCALE 128.0

/* The difference of two likelihoods counts as no more. */
#define MOST_COST 2000.0

/* exp (-t) by steps of 1 / EXP_STEPS up to EXP_END, 0 from there on. */
#define EXP_STEPS 256
#define EXP_END 12

static inline bool
is_certain (uint8_t known)
{
  return known < GW_TRIMAP_PROBABLY_BACKGROUND;
}

/* What the middle of a box counts: as much as a colour that the object has 12 times as
 * often. Less loses small things in tight boxes, more fills the wide ones.
 */
#define PRIOR 2.5

double
_gw_cut_prior (const GwBox *box, double x, double y)
{
  double u, v;

  if (box->width <= 0 || box->height <= 0)
    return 0;
  u = fabs (2 * (x - box->x) / box->width - 1);
  v = fabs (2 * (y - box->y) / box->height - 1);

  return u <= 1 && v <= 1 ? PRIOR * (1 - u * u * sqrt (u) - v * v * sqrt (v)) : 0;
}

/* --- making one ------------------------------------------------------------------------- */

typedef struct
{
  uint32_t n, red, green, blue;
  uint32_t n_known[4];
} Square;

static void
add_pixel (Square *square, uint32_t colour, uint8_t known)
{
  square->n++;
  square->red += colour >> 16 & 255;
  square->green += colour >> 8 & 255;
  square->blue += colour & 255;
  square->n_known[known & 3]++;
}

static uint32_t
mean (uint32_t sum, uint32_t n)
{
  return (sum + n / 2) / n;
}

static uint8_t
known_of (const Square *square)
{
  const uint32_t *n = square->n_known;

  if (n[GW_TRIMAP_OBJECT] > 0)
    return GW_TRIMAP_OBJECT;
  if (n[GW_TRIMAP_BACKGROUND] > 0)
    return GW_TRIMAP_BACKGROUND;
  return n[GW_TRIMAP_PROBABLY_OBJECT] >= n[GW_TRIMAP_PROBABLY_BACKGROUND] ? GW_TRIMAP_PROBABLY_OBJECT
                                                                          : GW_TRIMAP_PROBABLY_BACKGROUND;
}

static void
fill_square (GwCutLevel *self, const GwPixels *pixels, const uint8_t *trimap, int32_t column, int32_t row)
{
  const int32_t x = self->x + column * self->factor, y = self->y + row * self->factor;
  const size_t at = (size_t) row * (size_t) self->width + (size_t) column;
  Square square = { 0, 0, 0, 0, { 0, 0, 0, 0 } };

  for (int32_t j = y > 0 ? y : 0; j < y + self->factor && j < pixels->height; j++)
    for (int32_t i = x > 0 ? x : 0; i < x + self->factor && i < pixels->width; i++)
      add_pixel (&square, pixels->pixels[(size_t) j * pixels->stride + (size_t) i],
                 trimap[(size_t) j * (size_t) pixels->width + (size_t) i]);
  self->colours[at] = mean (square.red, square.n) << 16 | mean (square.green, square.n) << 8
                      | mean (square.blue, square.n);
  self->known[at] = known_of (&square);
}

gw_status
_gw_cut_level_init (GwCutLevel *self, const GwPixels *pixels, const uint8_t *trimap, int32_t x, int32_t y,
                    int32_t width, int32_t height, int32_t factor)
{
  memset (self, 0, sizeof *self);
  self->x = x;
  self->y = y;
  self->width = (width + factor - 1) / factor;
  self->height = (height + factor - 1) / factor;
  self->factor = factor;
  self->colours = GW_NEW (uint32_t, _gw_cut_level_n (self));
  self->known = GW_NEW (uint8_t, _gw_cut_level_n (self));
  if (self->colours == NULL || self->known == NULL)
    {
      _gw_cut_level_clear (self);
      return GW_STATUS_NO_MEMORY;
    }

  for (int32_t row = 0; row < self->height; row++)
    for (int32_t column = 0; column < self->width; column++)
      fill_square (self, pixels, trimap, column, row);

  return GW_STATUS_OK;
}

void
_gw_cut_level_clear (GwCutLevel *self)
{
  free (self->colours);
  free (self->known);
  memset (self, 0, sizeof *self);
}

/* --- from coarse to fine ---------------------------------------------------------------- */

/* Whether a border passes near a square, or something certain lies there, which may
 * be of a part of a square only.
 */
static bool
is_near_border (const GwCutLevel *self, int32_t column, int32_t row)
{
  const uint8_t own = self->known[(size_t) row * (size_t) self->width + (size_t) column] & 1;

  for (int32_t j = row > 2 ? row - 2 : 0; j <= row + 2 && j < self->height; j++)
    for (int32_t i = column > 2 ? column - 2 : 0; i <= column + 2 && i < self->width; i++)
      {
        const uint8_t known = self->known[(size_t) j * (size_t) self->width + (size_t) i];

        if (is_certain (known) || (known & 1) != own)
          return true;
      }

  return false;
}

/* The same for all pixels of a square, from (x, y) of the level on. */
static void
narrow_square (GwCutLevel *self, int32_t x, int32_t y, int32_t side, uint8_t found)
{
  for (int32_t j = y > 0 ? y : 0; j < y + side && j < self->height; j++)
    for (int32_t i = x > 0 ? x : 0; i < x + side && i < self->width; i++)
      {
        uint8_t *known = &self->known[(size_t) j * (size_t) self->width + (size_t) i];

        if (!is_certain (*known))
          *known = found;
      }
}

void
_gw_cut_level_narrow (GwCutLevel *self, const GwCutLevel *coarse)
{
  for (int32_t row = 0; row < coarse->height; row++)
    for (int32_t column = 0; column < coarse->width; column++)
      {
        const uint8_t object = coarse->known[(size_t) row * (size_t) coarse->width + (size_t) column] & 1;
        const uint8_t to_find = is_near_border (coarse, column, row) ? GW_TRIMAP_PROBABLY_BACKGROUND : 0;

        narrow_square (self, coarse->x + column * coarse->factor - self->x, coarse->y + row * coarse->factor - self->y,
                       coarse->factor, object | to_find);
      }
}

/* --- costs ------------------------------------------------------------------------------ */

typedef struct
{
  double scale;
  double beta; /* of the square of a difference of colours, in steps of the table */
  int16_t straight[EXP_STEPS * EXP_END + 1];
  int16_t diagonal[EXP_STEPS * EXP_END + 1];
} Costs;

static inline uint32_t
square_distance (uint32_t a, uint32_t b)
{
  const int32_t red = (int32_t) (a >> 16 & 255) - (int32_t) (b >> 16 & 255);
  const int32_t green = (int32_t) (a >> 8 & 255) - (int32_t) (b >> 8 & 255);
  const int32_t blue = (int32_t) (a & 255) - (int32_t) (b & 255);

  return (uint32_t) (red * red + green * green + blue * blue);
}

/* Half of the inverse of the mean square of the differences between neighbours; 0
 * where there are none.
 */
static double
find_beta (const GwCutLevel *self)
{
  uint64_t sum = 0, n = 0;

  for (int32_t y = 0; y < self->height; y++)
    {
      const uint32_t *row = self->colours + (size_t) y * (size_t) self->width;
      const uint32_t *above = y > 0 ? row - self->width : NULL;

      for (int32_t x = 1; x < self->width; x++)
        sum += square_distance (row[x], row[x - 1]);
      for (int32_t x = 0; x < self->width && above != NULL; x++)
        sum += square_distance (row[x], above[x]);
      for (int32_t x = 1; x < self->width && above != NULL; x++)
        sum += square_distance (row[x], above[x - 1]) + square_distance (row[x - 1], above[x]);
    }
  n = 4 * (uint64_t) self->width * (uint64_t) self->height - 3 * ((uint64_t) self->width + (uint64_t) self->height) + 2;

  return sum > 0 ? (double) n / (2.0 * (double) sum) : 0;
}

static void
make_costs (const GwCutLevel *self, double gamma, Costs *costs)
{
  costs->scale = MOST_SCALE;
  if (gamma * costs->scale > GW_FLOW_MOST_CAPACITY)
    costs->scale = GW_FLOW_MOST_CAPACITY / gamma;
  costs->beta = find_beta (self) * EXP_STEPS;
  for (int i = 0; i < EXP_STEPS * EXP_END; i++)
    {
      const double cost = gamma * costs->scale * exp (-(double) i / EXP_STEPS);

      costs->straight[i] = (int16_t) (cost + 0.5);
      costs->diagonal[i] = (int16_t) (cost * sqrt (0.5) + 0.5);
    }
  costs->straight[EXP_STEPS * EXP_END] = costs->diagonal[EXP_STEPS * EXP_END] = 0;
}

static inline int
step_of (const Costs *costs, uint32_t a, uint32_t b)
{
  const double step = costs->beta * square_distance (a, b);

  return step < EXP_STEPS * EXP_END ? (int) step : EXP_STEPS * EXP_END;
}

/* --- the cut ---------------------------------------------------------------------------- */

/* Joins a pixel with a neighbour; where one of them is certain, the edge leads to the
 * terminal that stands for it.
 */
static inline void
join (const GwCutLevel *self, GwMaxFlow *flow, const Costs *costs, size_t at, size_t node, int direction,
      ptrdiff_t offset)
{
  const size_t other = (size_t) ((ptrdiff_t) at + offset);
  const uint8_t a = self->known[at], b = self->known[other];
  const int16_t *table = direction < 4 ? costs->straight : costs->diagonal;
  int16_t cost;

  if (is_certain (a) && is_certain (b))
    return;
  cost = table[step_of (costs, self->colours[at], self->colours[other])];
  if (is_certain (b))
    _gw_max_flow_feed (flow, node, b == GW_TRIMAP_OBJECT ? cost : -cost);
  else if (is_certain (a))
    _gw_max_flow_feed (flow, (size_t) ((ptrdiff_t) node + flow->offsets[direction]),
                       a == GW_TRIMAP_OBJECT ? cost : -cost);
  else
    _gw_max_flow_join (flow, node, direction, cost);
}

/* What it costs more to call a pixel background than object: squares stand for as many
 * pixels, and their edges for as many less the square root.
 */
static int32_t
cost_of_pixel (const GwCutLevel *self, size_t at, const GwMixture mixtures[2], const GwBox *box, double scale)
{
  const double x = self->x + ((double) (at % (size_t) self->width) + 0.5) * self->factor;
  const double y = self->y + ((double) (at / (size_t) self->width) + 0.5) * self->factor;
  const double of_object = (double) _gw_mixture_log (&mixtures[0], self->colours[at]);
  const double of_background = (double) _gw_mixture_log (&mixtures[1], self->colours[at]);
  double cost = self->factor * (of_object - of_background + _gw_cut_prior (box, x, y));

  cost = cost > MOST_COST ? MOST_COST : cost < -MOST_COST ? -MOST_COST : cost;

  return (int32_t) (cost * scale);
}

static void
build (const GwCutLevel *self, const GwMixture mixtures[2], const GwBox *box, double gamma, GwMaxFlow *flow)
{
  const ptrdiff_t width = self->width;
  Costs costs;

  make_costs (self, gamma, &costs);
  for (int32_t y = 0; y < self->height; y++)
    for (int32_t x = 0; x < self->width; x++)
      {
        const size_t at = (size_t) y * (size_t) width + (size_t) x, node = _gw_max_flow_at (flow, x, y);

        if (x + 1 < self->width)
          join (self, flow, &costs, at, node, 0, 1);
        if (y + 1 < self->height)
          join (self, flow, &costs, at, node, 2, width);
        if (x + 1 < self->width && y + 1 < self->height)
          join (self, flow, &costs, at, node, 4, width + 1);
        if (x > 0 && y + 1 < self->height)
          join (self, flow, &costs, at, node, 6, width - 1);

        if (!is_certain (self->known[at]))
          _gw_max_flow_feed (flow, node, cost_of_pixel (self, at, mixtures, box, costs.scale));
      }
}

gw_status
_gw_cut_level_cut (GwCutLevel *self, const GwMixture mixtures[2], const GwBox *box, double gamma, size_t *n_changed,
                   const GwRun *run, double from, double to)
{
  GwMaxFlow flow;
  gw_status status;

  *n_changed = 0;
  status = _gw_max_flow_init (&flow, self->width, self->height);
  if (status != GW_STATUS_OK)
    return status;

  build (self, mixtures, box, gamma, &flow);
  status = _gw_max_flow_solve (&flow, run, from, to);
  for (int32_t y = 0; y < self->height && status == GW_STATUS_OK; y++)
    for (int32_t x = 0; x < self->width; x++)
      {
        uint8_t *known = &self->known[(size_t) y * (size_t) self->width + (size_t) x];
        const uint8_t found = _gw_max_flow_is_source (&flow, _gw_max_flow_at (&flow, x, y))
                                  ? GW_TRIMAP_PROBABLY_OBJECT
                                  : GW_TRIMAP_PROBABLY_BACKGROUND;

        if (is_certain (*known) || *known == found)
          continue;
        *known = found;
        ++*n_changed;
      }
  _gw_max_flow_clear (&flow);

  return status;
}
