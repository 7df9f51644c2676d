/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-grab-cut.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-box.h"
#include "gw-cut-level-private.h"
#include "gw-mask-private.h"
#include "gw-run-private.h"

/* Rounds are made on so many squares at most. */
#define MOST_SQUARES 40000

/* What is certain teaches as much as so many squares that are probable. */
#define HINT_WEIGHT 6

/* Colours of the background are taken this share of the sides around the part that is
 * worked on, and not from all of the picture: what lies near is what the object has to
 * be told from. At most so many.
 */
#define MARGIN 0.25
#define MOST_OUTSIDE 10000

/* Of a part with sides of so many pixels a smooth border is worth what the options say:
 * colours count by area and borders by length, so the same would be too much for small
 * things, which came out empty, and too little for large ones.
 */
#define USUAL_SIDE 100.0
#define LEAST_SHARE 0.1
#define MOST_SHARE 4.0

struct _GwGrabCut
{
  GwPixels pixels;
  GwGrabCutOptions options;
  uint8_t *trimap;
  GwBox box;  /* of no width: none */
  bool found; /* what is probable was found, not presumed */
};

/* Whole pixels, the ends not included. */
typedef struct
{
  int32_t left, top, right, bottom;
} Area;

/* What is at work in one call. */
typedef struct
{
  Area area;
  GwCutLevel coarse;
  GwCutLevel fine;
  uint32_t *outside;
  size_t n_outside;
  uint32_t *samples; /* of coarse and outside: the object's from the front, the others after them */
  GwMixture mixtures[2];
} Work;

/* --- marks ------------------------------------------------------------------------------ */

static gw_status
check (const GwPixels *pixels, const GwGrabCutOptions *options)
{
  const gw_status status = gw_pixels_validate (pixels);

  if (status != GW_STATUS_OK)
    return status;
  if (options->n_iterations < 1 || options->n_iterations > GW_GRAB_CUT_MOST_ITERATIONS || options->n_components < 1
      || options->n_components > GW_GRAB_CUT_MOST_COMPONENTS || !(options->gamma >= 0 && options->gamma <= 1000))
    return GW_STATUS_INVALID;

  return GW_STATUS_OK;
}

GwGrabCut *
gw_grab_cut_new (const GwPixels *pixels, const GwGrabCutOptions *options, gw_status *status)
{
  const GwGrabCutOptions usual = GW_GRAB_CUT_OPTIONS_INIT;
  gw_status own;
  GwGrabCut *self;

  if (status == NULL)
    status = &own;
  if (options == NULL)
    options = &usual;
  *status = check (pixels, options);
  if (*status != GW_STATUS_OK)
    return NULL;

  self = GW_NEW0 (GwGrabCut, 1);
  if (self != NULL)
    self->trimap = GW_NEW0 (uint8_t, (size_t) pixels->width * (size_t) pixels->height);
  if (self == NULL || self->trimap == NULL)
    {
      free (self);
      *status = GW_STATUS_NO_MEMORY;
      return NULL;
    }
  self->pixels = *pixels;
  self->options = *options;

  return self;
}

void
gw_grab_cut_free (GwGrabCut *self)
{
  if (self == NULL)
    return;
  free (self->trimap);
  free (self);
}

gw_status
gw_grab_cut_set_box (GwGrabCut *self, int32_t x, int32_t y, int32_t width, int32_t height)
{
  GwPixels part;

  if (!gw_pixels_crop (&self->pixels, &x, &y, width, height, &part))
    return GW_STATUS_EMPTY;

  memset (self->trimap, GW_TRIMAP_BACKGROUND, (size_t) self->pixels.width * (size_t) self->pixels.height);
  /* All of the picture says nothing of where the object is. */
  self->box = (GwBox) { x, y, part.width, part.height };
  if (part.width == self->pixels.width && part.height == self->pixels.height)
    self->box.width = 0;
  for (int32_t j = y; j < y + part.height; j++)
    for (int32_t i = x; i < x + part.width; i++)
      {
        const bool rather = _gw_cut_prior (&self->box, i + 0.5, j + 0.5) >= 0;

        self->trimap[(size_t) j * (size_t) self->pixels.width + (size_t) i] = rather ? GW_TRIMAP_PROBABLY_OBJECT
                                                                                     : GW_TRIMAP_PROBABLY_BACKGROUND;
      }
  self->found = false;

  return GW_STATUS_OK;
}

gw_status
gw_grab_cut_mark (GwGrabCut *self, const GwMask *where, uint8_t value)
{
  GwSpanReader reader = { where, 0, 0, 0 };
  GwSpan span;

  if (value > GW_TRIMAP_PROBABLY_OBJECT || where->image_width != self->pixels.width
      || where->image_height != self->pixels.height)
    return GW_STATUS_INVALID;

  while (_gw_span_reader_next (&reader, &span))
    memset (self->trimap + span.start, value, span.end - span.start);

  return GW_STATUS_OK;
}

/* --- where to work ---------------------------------------------------------------------- */

/* What is not background for certain; empty when all is. */
static Area
find_area (const GwGrabCut *self)
{
  const int32_t width = self->pixels.width, height = self->pixels.height;
  Area area = { width, height, 0, 0 };

  for (int32_t y = 0; y < height; y++)
    {
      const uint8_t *row = self->trimap + (size_t) y * (size_t) width;
      int32_t first = (int32_t) _gw_next_set (row, 0, width), last = width;

      if (first == width)
        continue;
      while (row[last - 1] == GW_TRIMAP_BACKGROUND)
        last--;
      area.left = first < area.left ? first : area.left;
      area.right = last > area.right ? last : area.right;
      area.top = y < area.top ? y : area.top;
      area.bottom = y + 1;
    }

  return area;
}

static int32_t
choose_factor (const Area *area)
{
  const double n = (double) (area->right - area->left) * (double) (area->bottom - area->top);
  const double factor = ceil (sqrt (n / MOST_SQUARES));

  return factor > 1 ? (int32_t) factor : 1;
}

/* Around the area lies one more square where the picture goes on, so that the
 * outermost pixels have neighbours.
 */
static gw_status
init_levels (const GwGrabCut *self, Work *work)
{
  const int32_t factor = choose_factor (&work->area);
  const Area *area = &work->area;
  const int32_t x = area->left > 0 ? area->left - factor : 0, y = area->top > 0 ? area->top - factor : 0;
  int32_t right = area->right < self->pixels.width - factor ? area->right + factor : self->pixels.width;
  int32_t bottom = area->bottom < self->pixels.height - factor ? area->bottom + factor : self->pixels.height;
  gw_status status;

  status = _gw_cut_level_init (&work->coarse, &self->pixels, self->trimap, x, y, right - x, bottom - y, factor);
  if (status != GW_STATUS_OK || factor == 1)
    return status;

  return _gw_cut_level_init (&work->fine, &self->pixels, self->trimap, x > 0 ? x : 0, y > 0 ? y : 0,
                             right - (x > 0 ? x : 0), bottom - (y > 0 ? y : 0), 1);
}

/* --- colours ---------------------------------------------------------------------------- */

/* The area with the margin around it, in the picture. */
static Area
widen (const GwGrabCut *self, const Area *area)
{
  const double x = ceil (MARGIN * (area->right - area->left)), y = ceil (MARGIN * (area->bottom - area->top));

  return (Area) { (int32_t) fmax (area->left - x, 0), (int32_t) fmax (area->top - y, 0),
                  (int32_t) fmin (area->right + x, self->pixels.width),
                  (int32_t) fmin (area->bottom + y, self->pixels.height) };
}

/* Every so manieth pixel of the margin. */
static gw_status
gather_outside (const GwGrabCut *self, Work *work)
{
  const Area *area = &work->area;
  const Area wide = widen (self, area);
  const size_t width = (size_t) (wide.right - wide.left), height = (size_t) (wide.bottom - wide.top);
  const double share = (double) width * (double) height / MOST_OUTSIDE;
  const int32_t step = share > 1 ? (int32_t) ceil (sqrt (share)) : 1;

  work->outside = GW_NEW (uint32_t, (width / (size_t) step + 1) * (height / (size_t) step + 1));
  if (work->outside == NULL)
    return GW_STATUS_NO_MEMORY;
  for (int32_t y = wide.top; y < wide.bottom; y += step)
    for (int32_t x = wide.left; x < wide.right; x += step)
      if (x < area->left || x >= area->right || y < area->top || y >= area->bottom)
        work->outside[work->n_outside++] = self->pixels.pixels[(size_t) y * self->pixels.stride + (size_t) x];

  return GW_STATUS_OK;
}

/* As how many squares one counts. What was marked as background inside the box counts
 * as one: it may be the other one of two that are alike, and has the object's colours.
 */
static int
get_weight (const GwGrabCut *self, const GwCutLevel *level, size_t i)
{
  const double x = level->x + ((double) (i % (size_t) level->width) + 0.5) * level->factor;
  const double y = level->y + ((double) (i / (size_t) level->width) + 0.5) * level->factor;
  const uint8_t known = level->known[i];

  if (known >= GW_TRIMAP_PROBABLY_BACKGROUND)
    return 1;
  if (known == GW_TRIMAP_OBJECT)
    return HINT_WEIGHT;

  return gw_box_contains (&self->box, (GwPoint) { x, y }) ? 1 : HINT_WEIGHT;
}

/* Takes the colours of the squares that are object, or are not. */
static size_t
gather_side (const GwGrabCut *self, Work *work, uint8_t side, size_t n)
{
  const size_t n_squares = _gw_cut_level_n (&work->coarse);

  for (size_t i = 0; i < n_squares; i++)
    {
      const int weight = (work->coarse.known[i] & 1) == side ? get_weight (self, &work->coarse, i) : 0;

      for (int k = 0; k < weight; k++)
        work->samples[n++] = work->coarse.colours[i];
    }

  return n;
}

/* The object's colours first, then those of the background; how many of each. */
static void
gather_samples (const GwGrabCut *self, Work *work, size_t n[2])
{
  size_t n_all;

  n[0] = gather_side (self, work, 1, 0);
  n_all = gather_side (self, work, 0, n[0]);
  if (work->n_outside > 0)
    memcpy (work->samples + n_all, work->outside, work->n_outside * sizeof *work->outside);
  n[1] = n_all + work->n_outside - n[0];
}

/* Nothing is background so far: the rim of the picture is taken for it. */
static void
presume_rim (Work *work)
{
  GwCutLevel *level = &work->coarse;

  for (int32_t y = 0; y < level->height; y++)
    for (int32_t x = 0; x < level->width; x++)
      {
        uint8_t *known = &level->known[(size_t) y * (size_t) level->width + (size_t) x];

        if ((x == 0 || y == 0 || x == level->width - 1 || y == level->height - 1)
            && *known == GW_TRIMAP_PROBABLY_OBJECT)
          *known = GW_TRIMAP_PROBABLY_BACKGROUND;
      }
}

static gw_status
learn (const GwGrabCut *self, Work *work, gw_random *random)
{
  size_t n[2];

  gather_samples (self, work, n);
  if (n[1] == 0)
    {
      presume_rim (work);
      gather_samples (self, work, n);
    }

  for (int i = 0; i < 2; i++)
    {
      const uint32_t *samples = work->samples + (i == 0 ? 0 : n[0]);

      if (work->mixtures[i].n > 0)
        _gw_mixture_refit (&work->mixtures[i], samples, n[i]);
      else if (_gw_mixture_start (&work->mixtures[i], samples, n[i], self->options.n_components, random)
               != GW_STATUS_OK)
        return GW_STATUS_NO_MEMORY;
    }

  return GW_STATUS_OK;
}

/* --- finding it ------------------------------------------------------------------------- */

static gw_status
prepare (const GwGrabCut *self, Work *work)
{
  gw_status status;

  work->area = find_area (self);
  if (work->area.right == 0)
    return GW_STATUS_EMPTY;
  if ((status = init_levels (self, work)) != GW_STATUS_OK || (status = gather_outside (self, work)) != GW_STATUS_OK)
    return status;
  work->samples = GW_NEW (uint32_t, HINT_WEIGHT * _gw_cut_level_n (&work->coarse) + work->n_outside);

  return work->samples != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
}

static double
choose_gamma (const GwGrabCut *self, const Area *area)
{
  const double n = (double) (area->right - area->left) * (double) (area->bottom - area->top);

  return self->options.gamma * fmin (fmax (sqrt (n) / USUAL_SIDE, LEAST_SHARE), MOST_SHARE);
}

static gw_status
find (const GwGrabCut *self, Work *work, const GwRun *run)
{
  const double gamma = choose_gamma (self, &work->area);
  const unsigned n_rounds = self->found ? (self->options.n_iterations + 1) / 2 : self->options.n_iterations;
  size_t n_changed = 1;
  gw_random random;
  gw_status status;

  gw_random_init (&random, self->options.seed);
  for (unsigned i = 0; i < n_rounds && n_changed > 0; i++)
    {
      const double share = 0.9 / n_rounds;

      if ((status = learn (self, work, &random)) != GW_STATUS_OK
          || (status = _gw_cut_level_cut (&work->coarse, work->mixtures, &self->box, gamma, &n_changed, run, i * share,
                                          (i + 1) * share))
                 != GW_STATUS_OK)
        return status;
    }
  if (work->fine.factor == 0)
    return GW_STATUS_OK;

  _gw_cut_level_narrow (&work->fine, &work->coarse);
  return _gw_cut_level_cut (&work->fine, work->mixtures, &self->box, gamma, &n_changed, run, 0.9, 1);
}

/* Writes what was found into the trimap as probable. */
static void
keep (GwGrabCut *self, const Work *work)
{
  const GwCutLevel *level = work->fine.factor != 0 ? &work->fine : &work->coarse;
  const Area *area = &work->area;

  for (int32_t y = area->top; y < area->bottom; y++)
    {
      uint8_t *trimap = self->trimap + (size_t) y * (size_t) self->pixels.width;
      const uint8_t *known = level->known + (size_t) (y - level->y) * (size_t) level->width - level->x;

      for (int32_t x = area->left; x < area->right; x++)
        if (trimap[x] >= GW_TRIMAP_PROBABLY_BACKGROUND)
          trimap[x] = GW_TRIMAP_PROBABLY_BACKGROUND | (known[x] & 1);
    }
  self->found = true;
}

static gw_status
make_mask (const GwGrabCut *self, GwMask *object)
{
  GwMaskBuilder builder;

  _gw_mask_builder_init (&builder, self->pixels.width, self->pixels.height);
  for (int32_t y = 0; y < self->pixels.height; y++)
    {
      const uint8_t *row = self->trimap + (size_t) y * (size_t) self->pixels.width;

      for (int32_t x = 0; x < self->pixels.width;)
        {
          int32_t end;

          x = (int32_t) _gw_next_set (row, x, self->pixels.width);
          for (end = x; end < self->pixels.width && (row[end] & 1) != 0;)
            end++;
          if (end > x)
            _gw_mask_builder_add_row (&builder, y, x, end);
          x = end > x ? end : x + 1;
        }
    }

  return _gw_mask_builder_finish (&builder, object);
}

gw_status
gw_grab_cut_solve (GwGrabCut *self, GwMask *object, const GwRun *run)
{
  Work work;
  gw_status status;

  memset (&work, 0, sizeof work);
  status = prepare (self, &work);
  if (status == GW_STATUS_OK)
    status = find (self, &work, run);
  if (status == GW_STATUS_OK)
    {
      keep (self, &work);
      status = make_mask (self, object);
    }
  _gw_cut_level_clear (&work.coarse);
  _gw_cut_level_clear (&work.fine);
  free (work.outside);
  free (work.samples);

  return status;
}
