/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-filter.h"

#include <inttypes.h>
#include <string.h>

#include "gw-boxed.h"
#include "gw-number.h"

struct _GwFilter
{
  GArray *terms; /* of GwTerm */
};

GW_DEFINE_BOXED_TYPE (GwFilter, gw_filter, gw_filter_copy, gw_filter_free)

static const char *const sort_nicks[GW_N_SORTS] = {
  [GW_SORT_NAME] = "name",
  [GW_SORT_NAME_REVERSED] = "name-reversed",
  [GW_SORT_ADDED] = "added",
  [GW_SORT_LOWEST_CONFIDENCE] = "lowest-confidence",
  [GW_SORT_HIGHEST_CONFIDENCE] = "highest-confidence",
  [GW_SORT_MOST_OBJECTS] = "most-objects",
  [GW_SORT_FEWEST_OBJECTS] = "fewest-objects",
  [GW_SORT_LARGEST] = "largest",
  [GW_SORT_SMALLEST] = "smallest",
  [GW_SORT_RANDOM] = "random",
};

static void
term_clear (gpointer data)
{
  GwTerm *term = data;

  g_free (term->name);
  g_strfreev (term->values);
}

static GwTerm *
term_at (const GwFilter *self, guint i)
{
  return &g_array_index (self->terms, GwTerm, i);
}

static gboolean
term_equal (const GwTerm *a, const GwTerm *b)
{
  if (a->field != b->field || a->op != b->op || a->negate != b->negate || g_strcmp0 (a->name, b->name) != 0)
    return FALSE;
  if (a->values == NULL || b->values == NULL)
    return a->values == b->values && a->number == b->number;
  return g_strv_equal ((const char *const *) a->values, (const char *const *) b->values);
}

gboolean
gw_field_is_number (GwField field)
{
  return field >= GW_FIELD_CONFIDENCE && field <= GW_FIELD_ADDED;
}

gboolean
gw_term_is_number (const GwTerm *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return gw_field_is_number (self->field) || (self->field == GW_FIELD_ATTRIBUTE && self->op != GW_OP_IS);
}

GwFilter *
gw_filter_new (void)
{
  GwFilter *self = g_new0 (GwFilter, 1);

  self->terms = g_array_new (FALSE, TRUE, sizeof (GwTerm));
  g_array_set_clear_func (self->terms, term_clear);
  return self;
}

GwFilter *
gw_filter_copy (const GwFilter *self)
{
  GwFilter *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = gw_filter_new ();
  for (guint i = 0; i < self->terms->len; i++)
    {
      GwTerm term = *term_at (self, i);

      term.name = g_strdup (term.name);
      term.values = g_strdupv (term.values);
      g_array_append_val (copy->terms, term);
    }
  return copy;
}

void
gw_filter_free (GwFilter *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->terms);
  g_free (self);
}

gboolean
gw_filter_equal (const GwFilter *a, const GwFilter *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->terms->len != b->terms->len)
    return FALSE;
  for (guint i = 0; i < a->terms->len; i++)
    if (!term_equal (term_at (a, i), term_at (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
gw_filter_is_empty (const GwFilter *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->terms->len == 0;
}

guint
gw_filter_get_n_terms (const GwFilter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->terms->len;
}

const GwTerm *
gw_filter_get_term (const GwFilter *self, guint i)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (i < self->terms->len, NULL);

  return term_at (self, i);
}

/* What is asked for twice is asked for once. Takes the term's name and values. */
static void
take_term (GwFilter *self, GwTerm *term)
{
  for (guint i = 0; i < self->terms->len; i++)
    if (term_equal (term_at (self, i), term))
      {
        term_clear (term);
        return;
      }
  g_array_append_vals (self->terms, term, 1);
}

void
gw_filter_add_value (GwFilter *self, GwField field, gboolean negate, const char *value)
{
  g_return_if_fail (value != NULL);

  gw_filter_add_values (self, field, negate, (const char *const[]) { value, NULL });
}

void
gw_filter_add_values (GwFilter *self, GwField field, gboolean negate, const char *const *values)
{
  GwTerm term = { .field = field, .op = GW_OP_IS, .negate = !!negate };

  g_return_if_fail (self != NULL);
  g_return_if_fail (field < GW_N_FIELDS && !gw_field_is_number (field) && field != GW_FIELD_ATTRIBUTE);
  g_return_if_fail (values != NULL && values[0] != NULL);

  term.values = g_strdupv ((char **) values);
  take_term (self, &term);
}

void
gw_filter_add_number (GwFilter *self, GwField field, GwOp op, double number)
{
  gw_filter_add_number_full (self, field, op, FALSE, number);
}

void
gw_filter_add_number_full (GwFilter *self, GwField field, GwOp op, gboolean negate, double number)
{
  GwTerm term = { .field = field, .op = op, .negate = !!negate, .number = number };

  g_return_if_fail (self != NULL);
  g_return_if_fail (gw_field_is_number (field));

  take_term (self, &term);
}

void
gw_filter_add_attribute (GwFilter *self, const char *name, gboolean negate, const char *const *values)
{
  GwTerm term = { .field = GW_FIELD_ATTRIBUTE, .op = GW_OP_IS, .negate = !!negate };

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && name[0] != '\0');

  term.name = g_strdup (name);
  term.values = values != NULL ? g_strdupv ((char **) values) : g_new0 (char *, 1);
  take_term (self, &term);
}

void
gw_filter_add_attribute_number (GwFilter *self, const char *name, GwOp op, gboolean negate, double number)
{
  GwTerm term = { .field = GW_FIELD_ATTRIBUTE, .op = op, .negate = !!negate, .number = number };

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && name[0] != '\0');
  g_return_if_fail (op != GW_OP_IS);

  term.name = g_strdup (name);
  take_term (self, &term);
}

void
gw_filter_add_term (GwFilter *self, const GwTerm *term)
{
  GwTerm copy;

  g_return_if_fail (self != NULL);
  g_return_if_fail (term != NULL);

  copy = *term;
  copy.name = g_strdup (term->name);
  copy.values = g_strdupv (term->values);
  take_term (self, &copy);
}

void
gw_filter_remove_term (GwFilter *self, guint i)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (i < self->terms->len);

  g_array_remove_index (self->terms, i);
}

void
gw_filter_remove_field (GwFilter *self, GwField field)
{
  g_return_if_fail (self != NULL);

  for (guint i = self->terms->len; i > 0; i--)
    if (term_at (self, i - 1)->field == field)
      g_array_remove_index (self->terms, i - 1);
}

void
gw_filter_turn_classes_to_labels (GwFilter *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->terms->len; i++)
    if (term_at (self, i)->field == GW_FIELD_CLASS)
      term_at (self, i)->field = GW_FIELD_LABEL;
}

/* The first term of the field, or of the attribute, that asks for values, -1 where there is none. */
static int
find_asking_term (const GwFilter *self, GwField field, const char *name)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      const GwTerm *term = term_at (self, i);

      if (term->field == field && !term->negate && g_strcmp0 (term->name, name) == 0 && term->values != NULL
          && (field != GW_FIELD_ATTRIBUTE || term->values[0] != NULL))
        return (int) i;
    }
  return -1;
}

static void
append_value (GwTerm *term, const char *value)
{
  guint n = g_strv_length (term->values);

  term->values = g_renew (char *, term->values, n + 2);
  term->values[n] = g_strdup (value);
  term->values[n + 1] = NULL;
}

static void
drop_value (GwTerm *term, const char *value)
{
  char **to = term->values;

  for (char **from = term->values; *from != NULL; from++)
    if (g_str_equal (*from, value))
      g_free (*from);
    else
      *to++ = *from;
  *to = NULL;
}

void
gw_filter_toggle_value (GwFilter *self, GwField field, const char *value, gboolean on)
{
  g_autofree char *name = NULL;
  int i;
  GwTerm *term;

  g_return_if_fail (self != NULL);
  g_return_if_fail (field < GW_N_FIELDS && !gw_field_is_number (field));
  g_return_if_fail (value != NULL);

  if (field == GW_FIELD_ATTRIBUTE && !gw_filter_parse_attribute_value (value, &name, &value))
    return;
  i = find_asking_term (self, field, name);
  if (i < 0)
    {
      if (on && name != NULL)
        gw_filter_add_attribute (self, name, FALSE, (const char *const[]) { value, NULL });
      else if (on)
        gw_filter_add_value (self, field, FALSE, value);
      return;
    }
  term = term_at (self, (guint) i);
  if (on && !g_strv_contains ((const char *const *) term->values, value))
    append_value (term, value);
  if (!on)
    drop_value (term, value);
  if (term->values[0] == NULL)
    g_array_remove_index (self->terms, (guint) i);
}

gboolean
gw_filter_has_value (const GwFilter *self, GwField field, const char *value)
{
  g_autofree char *name = NULL;
  int i;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (!gw_field_is_number (field), FALSE);

  if (field == GW_FIELD_ATTRIBUTE && !gw_filter_parse_attribute_value (value, &name, &value))
    return FALSE;
  i = find_asking_term (self, field, name);
  return i >= 0 && g_strv_contains ((const char *const *) term_at (self, (guint) i)->values, value);
}

char *
gw_filter_make_set_value (gint64 set_id, const char *title)
{
  g_return_val_if_fail (set_id > 0 && title != NULL, NULL);

  return g_strdup_printf ("%" PRId64 "%s%s", set_id, title[0] != '\0' ? " " : "", title);
}

gboolean
gw_filter_parse_set_value (const char *value, gint64 *set_id, const char **title)
{
  gsize n;
  gint64 id;

  g_return_val_if_fail (value != NULL, FALSE);

  n = strspn (value, "0123456789");
  if (n == 0 || (value[n] != '\0' && value[n] != ' ') || !gw_number_parse_int64 (value, (gssize) n, &id) || id == 0)
    return FALSE;
  if (set_id != NULL)
    *set_id = id;
  if (title != NULL)
    *title = value + n + (value[n] == ' ');
  return TRUE;
}

const char *
gw_sort_get_nick (GwSort sort)
{
  g_return_val_if_fail ((guint) sort < GW_N_SORTS, NULL);

  return sort_nicks[sort];
}

gboolean
gw_sort_from_nick (const char *nick, GwSort *sort)
{
  g_return_val_if_fail (nick != NULL, FALSE);

  for (guint i = 0; i < GW_N_SORTS; i++)
    if (g_str_equal (nick, sort_nicks[i]))
      {
        if (sort != NULL)
          *sort = (GwSort) i;
        return TRUE;
      }
  return FALSE;
}
