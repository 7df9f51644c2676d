/* SPDX-License-Identifier: GPL-3.0-or-later */

/* store-writer PROJECT IMAGE CLASS LOG: draws boxes on an image until it is
 * killed, and writes the number of each object to LOG once the store has
 * acknowledged it. Now and then it changes, deletes and undoes.
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gw-store-sqlite.h"

static void
fail_if (GError *error)
{
  if (error == NULL)
    return;
  fprintf (stderr, "store-writer: %s\n", error->message);
  _exit (1);
}

/* One write(): a line is in the log whole or not at all. */
static void
note (int log, char what, gint64 id)
{
  char line[32];
  int n = snprintf (line, sizeof line, "%c%" G_GINT64_FORMAT "\n", what, id);

  if (write (log, line, (size_t) n) != n)
    _exit (2);
}

static GwObject *
draw (GwStore *store, gint64 image, gint64 class_id, int i)
{
  g_autoptr (GError) error = NULL;
  GwObject *object = gw_object_new (gw_object_make_id (), class_id);
  g_autoptr (GwEdit) edit = gw_edit_new (image, "Draw");

  gw_object_set_box (object, i, i, 10, 10);
  gw_edit_add_object (edit, image, NULL, object);
  gw_store_apply_edit (store, edit, NULL, &error);
  fail_if (error);
  return object;
}

/* Before a removal is tried its object may or may not be there. */
static void
remove_object (GwStore *store, gint64 image, GwObject *object, int log)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwEdit) edit = gw_edit_new (image, "Delete");

  note (log, '?', gw_object_get_id (object));
  gw_edit_add_object (edit, image, object, NULL);
  gw_store_apply_edit (store, edit, NULL, &error);
  fail_if (error);
  note (log, '-', gw_object_get_id (object));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = NULL;
  gint64 image, class_id;
  int log;

  if (argc != 5)
    return 4;
  store = gw_store_sqlite_open (argv[1], GW_STORE_OPEN_NO_BACKUP, NULL, &error);
  fail_if (error);
  image = g_ascii_strtoll (argv[2], NULL, 10);
  class_id = g_ascii_strtoll (argv[3], NULL, 10);
  log = open (argv[4], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  for (int i = 0;; i++)
    {
      g_autoptr (GwObject) object = draw (store, image, class_id, i);

      note (log, '+', gw_object_get_id (object));
      if (i % 5 == 4)
        remove_object (store, image, object, log);
    }
}
