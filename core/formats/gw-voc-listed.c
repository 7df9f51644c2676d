/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-listed.h"

#include "gw-aside.h"
#include "gw-path.h"
#include "gw-writer-private.h"

struct _GwVocListed
{
  GPtrArray *stems;  /* char *, of the lists: sorted */
  GHashTable *files; /* set of char *: stems that have an XML file */
  GHashTable *read;  /* set of char *: stems that were read, or given */
  guint between;     /* place of the next one between files */
  guint rest;        /* and behind them */
};

GwVocListed *
gw_voc_listed_new (const GwVocLists *lists)
{
  GwVocListed *self = g_new0 (GwVocListed, 1);

  self->stems = gw_voc_lists_get_stems (lists);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

static void
destroy (gpointer data)
{
  GwVocListed *self = data;

  g_ptr_array_unref (self->stems);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->read);
  g_free (self);
}

/* Who stops before the end does not wait. */
void
gw_voc_listed_free (GwVocListed *self)
{
  if (self == NULL)
    return;
  if (gw_voc_listed_is_done (self))
    destroy (self);
  else
    gw_aside_free ("gw-free", destroy, self);
}

const GPtrArray *
gw_voc_listed_get_stems (const GwVocListed *self)
{
  return self->stems;
}

void
gw_voc_listed_set_files (GwVocListed *self, const GPtrArray *files)
{
  for (guint i = 0; self->stems->len > 0 && i < files->len; i++)
    g_hash_table_add (self->files, _gw_path_get_stem (g_ptr_array_index (files, i)));
}

void
gw_voc_listed_note_read (GwVocListed *self, const char *stem)
{
  if (self->stems->len > 0)
    g_hash_table_add (self->read, g_strdup (stem));
}

static gboolean
has (GHashTable *set, const char *stem)
{
  return g_hash_table_contains (set, stem) || g_hash_table_contains (set, gw_path_basename (stem));
}

static const char *
give (GwVocListed *self, const char *stem)
{
  g_hash_table_add (self->read, g_strdup (stem));
  return stem;
}

const char *
gw_voc_listed_next (GwVocListed *self, const char *file)
{
  g_autofree char *end = file != NULL && self->between < self->stems->len ? _gw_path_get_stem (file) : NULL;

  while (end != NULL && self->between < self->stems->len)
    {
      const char *stem = g_ptr_array_index (self->stems, self->between);

      if (gw_path_compare (stem, end) >= 0)
        return NULL;
      self->between++;
      if (!has (self->files, stem))
        return give (self, stem);
    }
  while (file == NULL && self->rest < self->stems->len)
    {
      const char *stem = g_ptr_array_index (self->stems, self->rest++);

      if (!has (self->read, stem))
        return give (self, stem);
    }
  return NULL;
}

gboolean
gw_voc_listed_is_done (const GwVocListed *self)
{
  return self->rest >= self->stems->len;
}
