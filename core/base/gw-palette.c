/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-palette.h"

#include <math.h>
#include <string.h>

#define N_SIGHTS 4
#define GRID 33
#define MIN_LIGHTNESS 0.40
#define MAX_LIGHTNESS 0.86
#define MAX_CHROMA 0.215
/* Distances nearer than this count as equal, so that the last bit of a
 * machine's cbrt() does not choose the colour.
 */
#define TIE 1e-9

static const guint32 palette[GW_PALETTE_SIZE] = {
  0x2070d7, 0xe76000, 0x289f68, 0xd7bfff, 0x800858, 0x80ef58, 0x705000, 0x5020a7,
  0xef78b7, 0x876087, 0x8f8fff, 0x9fbf78, 0xbf1850, 0xdf9f08, 0x185080, 0x68afdf,
  0xffb7b7, 0xaf38b7, 0xb768af, 0x007058, 0xaf5820, 0xe77078, 0x6078ff, 0x870828,
};

/* Normal sight, then protanopia, deuteranopia and tritanopia as linear light
 * sees them: Machado, Oliveira, Fernandes: A physiologically-based model
 * for simulation of color vision deficiency (2009), severity 1.0. Checked
 * by the smallest distances that the design names for its 24 colours.
 */
static const double sights[N_SIGHTS][3][3] = {
  { { 1.0, 0.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } },
  { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
};
static const double weights[N_SIGHTS] = { 1.0, 1.45, 1.45, 1.9 };

typedef struct
{
  double axes[3]; /* lightness, green-red, blue-yellow */
} Lab;

/* One colour as the four kinds of sight see it. */
typedef struct
{
  Lab lab[N_SIGHTS];
} Seen;

static void
apply (const double matrix[3][3], const double in[3], double out[3])
{
  for (int i = 0; i < 3; i++)
    out[i] = matrix[i][0] * in[0] + matrix[i][1] * in[1] + matrix[i][2] * in[2];
}

static double
to_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static void
color_to_linear (guint32 color, double linear[3])
{
  for (int i = 0; i < 3; i++)
    linear[i] = to_linear (((color >> (16 - 8 * i)) & 0xff) / 255.0);
}

/* Source: Ottosson: A perceptual color space for image processing (2020). */
static Lab
linear_to_lab (const double linear[3])
{
  static const double to_cones[3][3] = {
    { 0.4122214708, 0.5363325363, 0.0514459929 },
    { 0.2119034982, 0.6806995451, 0.1073969566 },
    { 0.0883024619, 0.2817188376, 0.6299787005 },
  };
  static const double to_lab[3][3] = {
    { 0.2104542553, 0.7936177850, -0.0040720468 },
    { 1.9779984951, -2.4285922050, 0.4505937099 },
    { 0.0259040371, 0.7827717662, -0.8086757660 },
  };
  double cones[3];
  Lab lab;

  apply (to_cones, linear, cones);
  for (int i = 0; i < 3; i++)
    cones[i] = cbrt (cones[i]);
  apply (to_lab, cones, lab.axes);
  return lab;
}

static Seen
see (const double linear[3])
{
  Seen seen;

  for (int i = 0; i < N_SIGHTS; i++)
    {
      double simulated[3];

      apply (sights[i], linear, simulated);
      for (int j = 0; j < 3; j++)
        simulated[j] = CLAMP (simulated[j], 0.0, 1.0);
      seen.lab[i] = linear_to_lab (simulated);
    }
  return seen;
}

static double
lab_distance_squared (const Lab *a, const Lab *b)
{
  double sum = 0.0;

  for (int i = 0; i < 3; i++)
    sum += (a->axes[i] - b->axes[i]) * (a->axes[i] - b->axes[i]);
  return sum;
}

/* The smallest weighted distance over the four kinds of sight. */
static double
seen_distance (const Seen *a, const Seen *b)
{
  double smallest = INFINITY;

  for (int i = 0; i < N_SIGHTS; i++)
    smallest = MIN (smallest, weights[i] * weights[i] * lab_distance_squared (&a->lab[i], &b->lab[i]));
  return sqrt (smallest);
}

guint32
gw_palette_get (guint index)
{
  g_return_val_if_fail (index < GW_PALETTE_SIZE, palette[0]);

  return palette[index];
}

double
gw_palette_distance (guint32 a, guint32 b)
{
  double linear_a[3], linear_b[3];
  Lab lab_a, lab_b;

  color_to_linear (a, linear_a);
  color_to_linear (b, linear_b);
  lab_a = linear_to_lab (linear_a);
  lab_b = linear_to_lab (linear_b);
  return sqrt (lab_distance_squared (&lab_a, &lab_b));
}

static double
luminance (guint32 color)
{
  double linear[3];

  color_to_linear (color, linear);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

double
gw_palette_contrast (guint32 a, guint32 b)
{
  double light = luminance (a);
  double dark = luminance (b);

  return (MAX (light, dark) + 0.05) / (MIN (light, dark) + 0.05);
}

gboolean
gw_palette_wants_black_text (guint32 color)
{
  return gw_palette_contrast (color, 0x000000) >= gw_palette_contrast (color, 0xffffff);
}

/* The search beyond the palette keeps its candidates, and for each the
 * distance to the nearest of the colours of the last call. A call with more
 * colours behind the same ones, which is how classes are made one after the
 * other, then looks at the new ones only: 1,000 classes take half a second
 * in place of minutes. What is kept changes the time and never the result.
 */
typedef struct
{
  GArray *colors;    /* guint32 */
  GArray *seen;      /* Seen of each */
  GArray *distances; /* double of each */
  GArray *used;      /* guint32: what the distances are to */
} Search;

static GMutex search_mutex;
static Search search;

/* The colors of classes of which each took the next one. Kept besides, as searches for other
 * colors come in between, and these are asked for with each file that is written.
 */
static guint32 turn[GW_PALETTE_APART]; /* (search_mutex) */
static guint n_turn;                   /* (search_mutex) */

static void
fill_candidates (void)
{
  double levels[GRID];

  search.colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  search.seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  search.distances = g_array_new (FALSE, FALSE, sizeof (double));
  search.used = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (int i = 0; i < GRID; i++)
    levels[i] = to_linear (i / (GRID - 1.0));

  for (guint i = 0; i < GRID * GRID * GRID; i++)
    {
      guint steps[3] = { i / (GRID * GRID), i / GRID % GRID, i % GRID };
      double linear[3] = { levels[steps[0]], levels[steps[1]], levels[steps[2]] };
      Lab lab = linear_to_lab (linear);
      guint32 color = 0;
      Seen seen;

      if (lab.axes[0] < MIN_LIGHTNESS || lab.axes[0] > MAX_LIGHTNESS || hypot (lab.axes[1], lab.axes[2]) > MAX_CHROMA)
        continue;
      for (int j = 0; j < 3; j++)
        color = color << 8 | (steps[j] * 255 + (GRID - 1) / 2) / (GRID - 1);
      seen = see (linear);
      g_array_append_val (search.colors, color);
      g_array_append_val (search.seen, seen);
    }
  g_array_set_size (search.distances, search.colors->len);
}

static void
forget_used (void)
{
  for (guint i = 0; i < search.distances->len; i++)
    g_array_index (search.distances, double, i) = INFINITY;
  g_array_set_size (search.used, 0);
}

static void
add_used (guint32 color)
{
  const Seen *candidates = (const Seen *) (gpointer) search.seen->data;
  double *distances = (double *) (gpointer) search.distances->data;
  double linear[3];
  Seen seen;

  color_to_linear (color, linear);
  seen = see (linear);
  for (guint i = 0; i < search.distances->len; i++)
    distances[i] = MIN (distances[i], seen_distance (&candidates[i], &seen));
  g_array_append_val (search.used, color);
}

static guint32
search_next (const guint32 *used, gsize n_used)
{
  double farthest = -1.0;
  guint32 color = 0;

  if (search.colors == NULL)
    {
      fill_candidates ();
      forget_used ();
    }
  if (search.used->len > n_used
      || (search.used->len > 0 && memcmp (search.used->data, used, search.used->len * sizeof (guint32)) != 0))
    forget_used ();
  for (gsize i = search.used->len; i < n_used; i++)
    add_used (used[i]);

  for (guint i = 0; i < search.distances->len; i++)
    if (g_array_index (search.distances, double, i) > farthest + TIE)
      {
        farthest = g_array_index (search.distances, double, i);
        color = g_array_index (search.colors, guint32, i);
      }
  return color;
}

static guint32
get_in_turn (guint index)
{
  if (n_turn == 0)
    {
      memcpy (turn, palette, sizeof palette);
      n_turn = GW_PALETTE_SIZE;
    }
  for (; n_turn <= index; n_turn++)
    turn[n_turn] = search_next (turn, n_turn);

  return turn[index];
}

gboolean
gw_palette_comes_in_turn (guint32 color, guint n)
{
  gboolean found = FALSE;

  g_return_val_if_fail (n <= GW_PALETTE_APART, FALSE);

  g_mutex_lock (&search_mutex);
  for (guint i = 0; i < n && !found; i++)
    found = get_in_turn (i) == (color & 0xffffff);
  g_mutex_unlock (&search_mutex);

  return found;
}

guint32
gw_palette_next (const guint32 *used, gsize n_used)
{
  guint32 color;

  g_return_val_if_fail (used != NULL || n_used == 0, palette[0]);

  /* Nobody tells so many apart, and each costs a look at all others. */
  if (n_used >= GW_PALETTE_APART)
    return palette[n_used % GW_PALETTE_SIZE];

  for (guint i = 0; i < GW_PALETTE_SIZE; i++)
    {
      gboolean taken = FALSE;

      for (gsize j = 0; j < n_used && !taken; j++)
        taken = (used[j] & 0xffffff) == palette[i];
      if (!taken)
        return palette[i];
    }

  g_mutex_lock (&search_mutex);
  if (n_used <= n_turn && memcmp (used, turn, n_used * sizeof (guint32)) == 0)
    color = get_in_turn ((guint) n_used);
  else
    color = search_next (used, n_used);
  g_mutex_unlock (&search_mutex);
  return color;
}

/* --- the same hue elsewhere --------------------------------------------------- */

static double
from_linear (double value)
{
  return value <= 0.0031308 ? value * 12.92 : 1.055 * pow (value, 1 / 2.4) - 0.055;
}

/* The way back from linear_to_lab(), by the inverse matrices of the same source. */
static void
lab_to_linear (const Lab *lab, double linear[3])
{
  static const double to_cones[3][3] = {
    { 1.0, 0.3963377774, 0.2158037573 },
    { 1.0, -0.1055613458, -0.0638541728 },
    { 1.0, -0.0894841775, -1.2914855480 },
  };
  static const double to_light[3][3] = {
    { 4.0767416621, -3.3077115913, 0.2309699292 },
    { -1.2684380046, 2.6097574011, -0.3413193965 },
    { -0.0041960863, -0.7034186147, 1.7076147010 },
  };
  double cones[3];

  apply (to_cones, lab->axes, cones);
  for (int i = 0; i < 3; i++)
    cones[i] = cones[i] * cones[i] * cones[i];
  apply (to_light, cones, linear);
}

guint32
gw_palette_light_up (guint32 color, double lightness)
{
  double linear[3];
  guint32 result = 0;
  Lab lab;

  color_to_linear (color, linear);
  lab = linear_to_lab (linear);
  if (lab.axes[0] >= lightness)
    return color & 0xffffff;

  lab.axes[0] = lightness;
  lab_to_linear (&lab, linear);
  for (int i = 0; i < 3; i++)
    result = result << 8 | (guint32) lround (255 * from_linear (CLAMP (linear[i], 0, 1)));
  return result;
}

guint32
gw_palette_mix (guint32 a, guint32 b, double t)
{
  guint32 result = 0;

  for (int shift = 16; shift >= 0; shift -= 8)
    {
      const double from = (a >> shift) & 0xff;
      const double to = (b >> shift) & 0xff;

      result |= (guint32) lround (from + (to - from) * CLAMP (t, 0, 1)) << shift;
    }
  return result;
}
