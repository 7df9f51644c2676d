/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-meaning.h"

#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

/* More than these are no mask. */
#define MOST_VALUES 65536
/* As many colours that a table does not know are those of soft edges, when they
 * have less than a quarter of the pixels.
 */
#define FEW_UNKNOWN 16
/* Without a table more colours than these are. Those of classes have a thousandth
 * of the pixels at least.
 */
#define FEW_COLOURS 64
#define LEAST_PIXELS 32
#define WHITE 0xffffff
#define MIDDLE 128

static gboolean
is_grey (guint32 colour)
{
  return (colour & WHITE) == (colour & 0xff) * 0x010101;
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  guint32 one = ((const GwMaskValue *) a)->value, two = ((const GwMaskValue *) b)->value;

  return (one > two) - (one < two);
}

/* Counts what rows hold, stretch by stretch. */
static void
count_rows (GwMaskMeaning *self, const GwMaskPicture *picture)
{
  g_autofree guint32 *row = g_new (guint32, picture->width);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  guint place = 0;

  for (int y = 0; y < picture->height; y++)
    {
      gw_mask_picture_get_row (picture, y, row);
      for (int from = 0, to; from < picture->width; from = to)
        {
          GwMaskValue fresh = { row[from], 0, GW_MASK_KEY_NONE };

          for (to = from + 1; to < picture->width && row[to] == row[from];)
            to++;
          if (self->values->len == 0 || g_array_index (self->values, GwMaskValue, place).value != row[from])
            {
              place = GPOINTER_TO_UINT (g_hash_table_lookup (places, GUINT_TO_POINTER (row[from] + 1)));
              if (place == 0 && self->values->len == MOST_VALUES)
                {
                  self->too_many = TRUE;
                  return;
                }
              if (place == 0)
                {
                  g_array_append_val (self->values, fresh);
                  place = self->values->len;
                  g_hash_table_insert (places, GUINT_TO_POINTER (row[from] + 1), GUINT_TO_POINTER (place));
                }
              place--;
            }
          g_array_index (self->values, GwMaskValue, place).count += (guint64) (to - from);
        }
    }
}

void
gw_mask_meaning_init (GwMaskMeaning *self, const GwMaskPicture *picture)
{
  gboolean grey = picture->kind == GW_MASK_COLOUR && !picture->lossy;

  *self = (GwMaskMeaning) { .kind = picture->kind };
  self->values = g_array_new (FALSE, FALSE, sizeof (GwMaskValue));
  count_rows (self, picture);
  g_array_sort (self->values, compare_values);
  for (guint i = 0; grey && i < self->values->len; i++)
    grey = is_grey (g_array_index (self->values, GwMaskValue, i).value);
  if (grey)
    self->kind = GW_MASK_GREY;
}

void
gw_mask_meaning_clear (GwMaskMeaning *self)
{
  g_clear_pointer (&self->values, g_array_unref);
}

static guint64
count_all (const GwMaskMeaning *self)
{
  guint64 n = 0;

  for (guint i = 0; i < self->values->len; i++)
    n += g_array_index (self->values, GwMaskValue, i).count;

  return n;
}

/* --- by place --------------------------------------------------------------------- */

/* blank: what 0 means where no table says it. */
static gint64
find_index (GwMaskMeaning *self, const GwMaskRules *rules, gint64 index, gboolean blank, guint64 count)
{
  const GwMaskEntry *entry = gw_mask_table_find_index (rules->table, index);

  if (rules->table != NULL && index == rules->table->background)
    return GW_MASK_KEY_NONE;
  if (entry != NULL)
    return gw_mask_name_is_background (entry->name) ? GW_MASK_KEY_NONE : index;
  if (index == 0 && (blank || rules->table != NULL))
    return GW_MASK_KEY_NONE;
  if (index != GW_MASK_VOID && rules->table != NULL)
    self->n_unknown += count;

  return index;
}

static void
find_greys (GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      GwMaskValue *value = &g_array_index (self->values, GwMaskValue, i);
      guint32 grey = picture->kind == GW_MASK_COLOUR ? value->value & 0xff : value->value;

      if (value->value == GW_MASK_TRANSPARENT && picture->kind == GW_MASK_COLOUR)
        continue;
      if (rules->soft && rules->threshold > 0)
        grey = grey < rules->threshold ? 0 : GW_MASK_VOID;
      else if (rules->soft && grey != 0 && grey != GW_MASK_VOID)
        {
          self->n_soft += value->count;
          if (rules->drop_soft)
            continue;
          grey = grey < MIDDLE ? 0 : GW_MASK_VOID;
        }
      value->key = find_index (self, rules, grey, rules->binary, value->count);
    }
}

static void
find_places (GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      GwMaskValue *value = &g_array_index (self->values, GwMaskValue, i);
      gboolean named = gw_mask_table_find_index (rules->table, value->value) != NULL;

      if (!rules->indices_only && picture->alpha[value->value] < MIDDLE)
        continue;
      /* A place that the palette does not have. */
      if (value->value >= picture->n_palette && !named)
        self->n_unknown += value->count;
      else
        value->key = find_index (self, rules, value->value, TRUE, value->count);
    }
}

/* --- by colour ----------------------------------------------------------------------- */

static gint64
find_colour (const GwMaskRules *rules, guint32 colour)
{
  const GwMaskEntry *entry = gw_mask_table_find_colour (rules->table, colour);

  if (entry == NULL)
    return colour == 0 ? GW_MASK_KEY_NONE : GW_MASK_KEY_COLOUR | colour;
  if (gw_mask_name_is_background (entry->name) || (entry->index >= 0 && entry->index == rules->table->background))
    return GW_MASK_KEY_NONE;

  return entry->index >= 0 ? entry->index : GW_MASK_KEY_COLOUR | colour;
}

static guint
square (guint32 a, guint32 b, int shift)
{
  int difference = (int) (a >> shift & 0xff) - (int) (b >> shift & 0xff);

  return (guint) (difference * difference);
}

static guint32
find_nearest (const GArray *colours, guint32 colour)
{
  guint32 best = 0;
  guint least = G_MAXUINT;

  for (guint i = 0; i < colours->len; i++)
    {
      guint32 one = g_array_index (colours, guint32, i);
      guint distance = square (one, colour, 16) + square (one, colour, 8) + square (one, colour, 0);

      if (distance < least)
        {
          least = distance;
          best = one;
        }
    }

  return best;
}

/* The colour of a value; TRUE where it has one. */
static gboolean
get_colour (const GwMaskPicture *picture, guint32 value, guint32 *colour)
{
  if (picture->kind == GW_MASK_PALETTE)
    {
      *colour = value < picture->n_palette ? picture->palette[value] : 0;
      return value < picture->n_palette && picture->alpha[value] >= MIDDLE;
    }
  *colour = value & WHITE;

  return value != GW_MASK_TRANSPARENT;
}

/* Colours to which those of soft edges go: those of the table that occur. */
static GArray *
list_known (const GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules)
{
  GArray *known = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 colour;

  for (guint i = 0; i < self->values->len; i++)
    {
      guint32 value = g_array_index (self->values, GwMaskValue, i).value;

      if (get_colour (picture, value, &colour)
          && (colour == 0 || gw_mask_table_find_colour (rules->table, colour) != NULL))
        g_array_append_val (known, colour);
    }
  for (guint i = 0; (known->len == 0 || picture->lossy) && i < rules->table->entries->len; i++)
    {
      const GwMaskEntry *entry = g_ptr_array_index (rules->table->entries, i);

      if (entry->has_colour)
        g_array_append_val (known, entry->colour);
    }

  return known;
}

/* How many values, and pixels, have colours that the table does not know; TRUE where it knows one
 * that is not black.
 */
static gboolean
count_unknown (const GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules, guint *n_values,
               guint64 *n_pixels)
{
  gboolean has_known = FALSE;
  guint32 colour;

  *n_values = 0;
  *n_pixels = 0;
  for (guint i = 0; i < self->values->len; i++)
    {
      const GwMaskValue *value = &g_array_index (self->values, GwMaskValue, i);

      if (!get_colour (picture, value->value, &colour) || colour == 0)
        continue;
      if (gw_mask_table_find_colour (rules->table, colour) != NULL)
        {
          has_known = TRUE;
          continue;
        }
      (*n_values)++;
      *n_pixels += value->count;
    }

  return has_known;
}

/* A value of a palette whose colour says nothing goes by its place. What stands for no pixel's
 * class by custom is none that should be in the table.
 */
static void
take_place (GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules, GwMaskValue *value)
{
  const guint64 n_unknown = self->n_unknown;
  const gboolean named = gw_mask_table_find_index (rules->table, value->value) != NULL;

  if (value->value < picture->n_palette || named)
    value->key = find_index (self, rules, value->value, TRUE, value->count);
  self->n_unknown = n_unknown + (value->value == GW_MASK_VOID ? 0 : value->count);
}

/* Every colour to its class; with known, those that are none to the nearest. */
static void
take_colours (GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules, const GArray *known)
{
  guint32 colour;

  for (guint i = 0; i < self->values->len; i++)
    {
      GwMaskValue *value = &g_array_index (self->values, GwMaskValue, i);
      gboolean is_known;

      if (!get_colour (picture, value->value, &colour))
        {
          if (picture->kind == GW_MASK_PALETTE && value->value >= picture->n_palette)
            take_place (self, picture, rules, value);
          continue;
        }
      is_known = colour == 0 || gw_mask_table_find_colour (rules->table, colour) != NULL;
      if (!is_known && known != NULL)
        {
          self->n_soft += value->count;
          if (rules->drop_soft)
            continue;
          colour = find_nearest (known, colour);
        }
      else if (!is_known && picture->kind == GW_MASK_PALETTE)
        {
          take_place (self, picture, rules, value);
          continue;
        }
      else if (!is_known)
        self->n_unknown += value->count;
      value->key = find_colour (rules, colour);
      if (picture->kind == GW_MASK_PALETTE && value->key >= 0 && value->key < GW_MASK_KEY_COLOUR
          && value->key != value->value && known == NULL)
        self->n_moved += value->count;
    }
}

/* By the colours of a table; FALSE where none of them is in a palette. */
static gboolean
find_in_table (GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules)
{
  g_autoptr (GArray) known = NULL;
  guint n_unknown;
  guint64 n_pixels;
  const gboolean has_known = count_unknown (self, picture, rules, &n_unknown, &n_pixels);

  if (n_unknown > 0 && (picture->lossy || (n_unknown > FEW_UNKNOWN && n_pixels < count_all (self) / 4)))
    known = list_known (self, picture, rules);
  else if (n_unknown > 0 && !has_known && picture->kind == GW_MASK_PALETTE)
    return FALSE;
  take_colours (self, picture, rules, known);

  return TRUE;
}

/* Half transparent pixels of a palette have soft edges, whatever their colour. */
static void
find_half_transparent (GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      GwMaskValue *value = &g_array_index (self->values, GwMaskValue, i);
      guint8 alpha = picture->alpha[value->value];

      if (alpha == 0 || alpha == 255)
        continue;
      self->n_soft += value->count;
      if (rules->drop_soft)
        value->key = GW_MASK_KEY_NONE;
    }
}

/* Palettes with one colour at many places that differ in transparency: the first
 * place of the colour is meant.
 */
static void
join_colours (GwMaskMeaning *self, const GwMaskPicture *picture)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      GwMaskValue *value = &g_array_index (self->values, GwMaskValue, i);

      for (guint k = 0; k < picture->n_palette && value->key >= 0 && value->value < picture->n_palette; k++)
        if (picture->palette[k] == picture->palette[value->value])
          {
            value->key = MIN (value->key, (gint64) MAX (k, 1));
            break;
          }
    }
}

static void
find_in_palette (GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules)
{
  if (rules->indices_only)
    {
      find_places (self, picture, rules);
      return;
    }

  if (rules->table == NULL || !rules->table->has_colours || !find_in_table (self, picture, rules))
    find_places (self, picture, rules);
  find_half_transparent (self, picture, rules);
  /* Such palettes have a colour at many places, none of which is meant. */
  if (self->n_soft > 0)
    self->n_moved = 0;
  if (self->n_soft > 0 && rules->table == NULL)
    join_colours (self, picture);
}

/* The key of a colour without a table of colours: in the palette of VOC its place where that
 * palette is meant, else itself.
 */
static gint64
find_by_palette (GwMaskMeaning *self, const GwMaskRules *rules, guint32 colour, gboolean by_voc, guint64 count)
{
  const int index = by_voc ? gw_voc_palette_find (colour) : -1;

  if (index >= 0)
    return find_index (self, rules, index, TRUE, count);
  if (colour == 0)
    return GW_MASK_KEY_NONE;
  self->n_unknown += by_voc ? count : 0;

  return GW_MASK_KEY_COLOUR | colour;
}

/* Colours without a table that has any: those of the palette of VOC are places,
 * others stand for themselves. The palette is meant in sets of VOC, where classes have names
 * without colours, or where it has all of them.
 */
static void
find_by_custom (GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules)
{
  g_autoptr (GArray) main = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean soft = picture->lossy || self->values->len > FEW_COLOURS;
  gboolean by_voc = TRUE;
  guint64 n_main = 0;
  guint64 least = MAX (LEAST_PIXELS, count_all (self) / 1000);

  for (guint i = 0; i < self->values->len; i++)
    {
      const GwMaskValue *value = &g_array_index (self->values, GwMaskValue, i);

      if (value->value == GW_MASK_TRANSPARENT || (soft && value->count < least))
        continue;
      g_array_append_val (main, value->value);
      n_main += value->count;
      by_voc = by_voc && gw_voc_palette_find (value->value) >= 0;
    }
  by_voc = by_voc || rules->indices_only || rules->table != NULL;
  if (soft && main->len > GW_MASK_COLOURS)
    g_array_set_size (main, 0);
  self->too_many = soft && (main->len == 0 || n_main < count_all (self) / 2);

  for (guint i = 0; i < self->values->len && !self->too_many; i++)
    {
      GwMaskValue *value = &g_array_index (self->values, GwMaskValue, i);
      guint32 colour = value->value;

      if (colour == GW_MASK_TRANSPARENT)
        continue;
      if (soft && value->count < least)
        {
          self->n_soft += value->count;
          if (rules->drop_soft)
            continue;
          colour = find_nearest (main, colour);
        }
      value->key = find_by_palette (self, rules, colour, by_voc, value->count);
    }
}

void
gw_mask_meaning_find (GwMaskMeaning *self, const GwMaskPicture *picture, const GwMaskRules *rules)
{
  self->n_soft = self->n_moved = self->n_unknown = 0;
  for (guint i = 0; i < self->values->len; i++)
    g_array_index (self->values, GwMaskValue, i).key = GW_MASK_KEY_NONE;
  if (self->too_many)
    return;

  if (self->kind == GW_MASK_PALETTE)
    find_in_palette (self, picture, rules);
  else if (picture->kind == GW_MASK_COLOUR && rules->table != NULL && rules->table->has_colours)
    find_in_table (self, picture, rules);
  else if (self->kind == GW_MASK_GREY)
    find_greys (self, picture, rules);
  else
    find_by_custom (self, picture, rules);
}

gint64
gw_mask_meaning_get (const GwMaskMeaning *self, guint32 value)
{
  GwMaskValue wanted = { value, 0, 0 };
  const GwMaskValue *found = bsearch (&wanted, self->values->data, self->values->len, sizeof wanted, compare_values);

  return found != NULL ? found->key : GW_MASK_KEY_NONE;
}

double
gw_mask_meaning_get_unknown (const GwMaskMeaning *self)
{
  const guint64 n = count_all (self);

  return n > 0 ? 100.0 * (double) self->n_unknown / (double) n : 0;
}

char *
gw_mask_key_name (gint64 key, const GwMaskTable *table)
{
  guint32 colour = (guint32) (key & WHITE);
  const GwMaskEntry *entry = key & GW_MASK_KEY_COLOUR ? gw_mask_table_find_colour (table, colour)
                                                      : gw_mask_table_find_index (table, key);

  if (entry != NULL)
    return g_strdup (entry->name);
  if (key & GW_MASK_KEY_COLOUR)
    return g_strdup_printf ("#%06x", colour);

  return key == GW_MASK_VOID ? g_strdup ("void") : g_strdup_printf ("%" G_GINT64_FORMAT, key);
}
