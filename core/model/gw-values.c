/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-values-private.h"

#include <string.h>

static int
find (const GwValues *self, const char *name)
{
  for (guint i = 0; i < self->n_values; i++)
    if (strcmp (self->pairs[2 * i], name) == 0)
      return (int) i;
  return -1;
}

static void
remove_at (GwValues *self, guint i)
{
  g_free (self->pairs[2 * i]);
  g_free (self->pairs[2 * i + 1]);
  self->n_values--;
  memmove (self->pairs + 2 * i, self->pairs + 2 * (i + 1), (self->n_values - i) * 2 * sizeof (char *));
  if (self->n_values == 0)
    g_clear_pointer (&self->pairs, g_free);
}

const char *
_gw_values_get (const GwValues *self, const char *name)
{
  int i = find (self, name);

  return i < 0 ? NULL : self->pairs[2 * i + 1];
}

void
_gw_values_set (GwValues *self, const char *name, const char *value)
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
      char *old = self->pairs[2 * i + 1];

      self->pairs[2 * i + 1] = g_strdup (value);
      g_free (old);
      return;
    }
  self->pairs = g_renew (char *, self->pairs, 2 * ((gsize) self->n_values + 1));
  self->pairs[2 * self->n_values] = g_strdup (name);
  self->pairs[2 * self->n_values + 1] = g_strdup (value);
  self->n_values++;
}

void
_gw_values_copy (const GwValues *self, GwValues *copy)
{
  g_assert (copy->n_values == 0);

  if (self->n_values == 0)
    return;
  copy->pairs = g_new (char *, 2 * (gsize) self->n_values);
  copy->n_values = self->n_values;
  for (guint i = 0; i < 2 * self->n_values; i++)
    copy->pairs[i] = g_strdup (self->pairs[i]);
}

void
_gw_values_clear (GwValues *self)
{
  for (guint i = 0; i < 2 * self->n_values; i++)
    g_free (self->pairs[i]);
  g_clear_pointer (&self->pairs, g_free);
  self->n_values = 0;
}

gboolean
_gw_values_equal (const GwValues *a, const GwValues *b)
{
  if (a->n_values != b->n_values)
    return FALSE;
  for (guint i = 0; i < a->n_values; i++)
    if (g_strcmp0 (_gw_values_get (b, a->pairs[2 * i]), a->pairs[2 * i + 1]) != 0)
      return FALSE;
  return TRUE;
}
