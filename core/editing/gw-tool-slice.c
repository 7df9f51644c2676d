/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-path-private.h"

#include <glib/gi18n.h>

#include "gw-edits-shapes.h"
#include "gw-polygon.h"

struct _GwToolSlice
{
  GwToolPath parent_instance;
};

#define GW_TYPE_TOOL_SLICE (_gw_tool_slice_get_type ())
G_DECLARE_FINAL_TYPE (GwToolSlice, _gw_tool_slice, GW, TOOL_SLICE, GwToolPath)
G_DEFINE_FINAL_TYPE (GwToolSlice, _gw_tool_slice, GW_TYPE_TOOL_PATH)

static const char *
get_name (GwTool *tool)
{
  return "slice";
}

static const char *
get_too_few (GwToolPath *path)
{
  return _ ("A cut has two points at least. Set one more first.");
}

static void
select_crossed (GwDocument *document, const GwRing *line)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) crossed = NULL;
  GwBox bounds;

  if (gw_ring_bounds (line, &bounds) != GW_STATUS_OK)
    return;
  crossed = gw_document_query (document, &bounds);
  for (guint i = 0; i < crossed->len; i++)
    {
      GwObject *object = g_ptr_array_index (crossed, i);
      gint64 id = gw_object_get_id (object);

      if ((gw_object_get_flags (object) & (GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN)) == 0)
        g_array_append_val (ids, id);
    }
  gw_document_select_many (document, (const gint64 *) (const void *) ids->data, ids->len, FALSE);
}

static void
take (GwToolPath *path, const GwRing *line)
{
  GwDocument *document = gw_tool_get_document (GW_TOOL (path));
  gboolean chosen = gw_document_get_n_selected (document) > 0;

  if (!chosen)
    select_crossed (document, line);
  if (gw_document_slice_selected (document, line))
    return;
  if (!chosen)
    gw_document_select_none (document);
  _gw_tool_refused (GW_TOOL (path), _ ("The line parts nothing. Draw it across an object, from side to side."));
}

static void
_gw_tool_slice_class_init (GwToolSliceClass *klass)
{
  GwToolPathClass *path_class = GW_TOOL_PATH_CLASS (klass);

  GW_TOOL_CLASS (klass)->get_name = get_name;

  path_class->n_least = 2;
  path_class->goes_on = TRUE;
  path_class->get_too_few = get_too_few;
  path_class->take = take;
}

static void
_gw_tool_slice_init (GwToolSlice *self)
{
}
