/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-aside.h"
#include "gw-disk-private.h"

/* What can be removed in so long is; the rest is left to a thread. */
#define REMOVE_US (50 * 1000)

typedef struct
{
  char *path;
  GPtrArray *made;
} Removal;

static void
remove_rest (gpointer data)
{
  Removal *self = data;

  _gw_disk_remove_tree (self->path);
  _gw_disk_remove_folders (self->made);
  g_ptr_array_unref (self->made);
  g_free (self->path);
  g_free (self);
}

void
_gw_disk_remove_soon (const char *path, GPtrArray *made)
{
  guint n = 0;
  Removal *rest;

  if (_gw_disk_remove_tree_until (path, g_get_monotonic_time () + REMOVE_US, &n))
    {
      _gw_disk_remove_folders (made);
      return;
    }

  rest = g_new (Removal, 1);
  rest->path = g_strdup (path);
  rest->made = g_ptr_array_ref (made);
  gw_aside ("gw-remove", remove_rest, rest);
}
