/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-values-private.h"

#include <string.h>

/* Up to here going through them is faster than a table. */
#define FEW 32

/* Places that there are for so many: no more than they are, of few; of many doubled each time,
 * as not every allocator makes an array longer without copying it.
 */
static gsize
get_room (guint n)
{
  return n <= FEW ? n : (gsize) 1 << g_bit_storage (n - 1);
}

static int
find (const GwValues *self, const char *name)
{
  if (self->places != NULL)
    return GPOINTER_TO_INT (g_hash_table_lookup (self->places, name)) - 1;
  for (guint i = 0; i < self->n_values; i++)
    if (strcmp (self->values[i].name, name) == 0)
      return (int) i;
  return -1;
}

/* Of those from the place on, which came last. */
static void
take_in (GwValues *self, guint from)
{
  if (self->n_values <= FEW)
    return;
  if (self->places == NULL)
    {
      self->places = g_hash_table_new (g_str_hash, g_str_equal);
      from = 0;
    }
  for (guint i = from; i < self->n_values; i++)
    g_hash_table_insert (self->places, self->values[i].name, GUINT_TO_POINTER (i + 1));
}

static void
remove_at (GwValues *self, guint i)
{
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_free (self->values[i].name);
  g_free (self->values[i].text);
  self->n_values--;
  memmove (self->values + i, self->values + i + 1, (self->n_values - i) * sizeof (GwValue));
  if (self->n_values == 0)
    g_clear_pointer (&self->values, g_free);
  take_in (self, 0);
}

void
_gw_values_remove_all (GwValues *self, GHashTable *names)
{
  guint n_left = 0;

  g_clear_pointer (&self->places, g_hash_table_unref);
  for (guint i = 0; i < self->n_values; i++)
    if (g_hash_table_contains (names, self->values[i].name))
      {
        g_free (self->values[i].name);
        g_free (self->values[i].text);
      }
    else
      {
        self->values[n_left++] = self->values[i];
      }
  self->n_values = n_left;
  if (n_left == 0)
    g_clear_pointer (&self->values, g_free);
  take_in (self, 0);
}

const char *
_gw_values_get (const GwValues *self, const char *name)
{
  int i = find (self, name);

  return i < 0 ? NULL : self->values[i].text;
}

void
_gw_values_set (GwValues *self, const char *name, const char *value, gboolean bare)
{
  int i = find (self, name);

  if (value == NULL)
    {
      if (i >= 0)
        remove_at (self, (guint) i);
      return;
    }
  if (i >= 0)
    {
      char *old = self->values[i].text;

      self->values[i].text = g_strdup (value);
      self->values[i].bare = bare;
      g_free (old);
      return;
    }
  if (get_room (self->n_values + 1) != get_room (self->n_values))
    self->values = g_renew (GwValue, self->values, get_room (self->n_values + 1));
  self->values[self->n_values++] = (GwValue) { g_strdup (name), g_strdup (value), bare };
  take_in (self, self->n_values - 1);
}

void
_gw_values_copy (const GwValues *self, GwValues *copy)
{
  g_assert (copy->n_values == 0);

  if (self->n_values == 0)
    return;
  copy->values = g_new (GwValue, get_room (self->n_values));
  copy->n_values = self->n_values;
  for (guint i = 0; i < self->n_values; i++)
    copy->values[i] = (GwValue) { g_strdup (self->values[i].name), g_strdup (self->values[i].text),
                                  self->values[i].bare };
  take_in (copy, 0);
}

void
_gw_values_clear (GwValues *self)
{
  g_clear_pointer (&self->places, g_hash_table_unref);
  for (guint i = 0; i < self->n_values; i++)
    {
      g_free (self->values[i].name);
      g_free (self->values[i].text);
    }
  g_clear_pointer (&self->values, g_free);
  self->n_values = 0;
}

gboolean
_gw_values_equal (const GwValues *a, const GwValues *b)
{
  if (a->n_values != b->n_values)
    return FALSE;
  for (guint i = 0; i < a->n_values; i++)
    {
      const int k = find (b, a->values[i].name);

      if (k < 0 || !a->values[i].bare != !b->values[k].bare || strcmp (a->values[i].text, b->values[k].text) != 0)
        return FALSE;
    }
  return TRUE;
}
