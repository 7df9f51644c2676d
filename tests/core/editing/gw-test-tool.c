/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-test-tool.h"

static void
on_refused_cb (GwTool *tool, const char *why, GwTestTool *self)
{
  g_assert_cmpstr (why, !=, "");
  g_assert_true (g_utf8_validate (why, -1, NULL));
  self->n_refused++;
}

static void
on_drawn_cb (GwTool *tool, GwObject *object, GwTestTool *self)
{
  self->n_drawn++;
}

static void
on_paint_changed_cb (GwTool *tool, const GwBox *damage, GwTestTool *self)
{
  self->damage = *damage;
}

static void
on_class_missing_cb (GwTool *tool, GwObject *object, GwTestTool *self)
{
  g_set_object (&self->missing, object);
}

void
gw_test_tool_set_up (GwTestTool *self, const char *name, gboolean with_picture)
{
  self->document = gw_test_document_new ();
  self->tool = gw_tool_new (name);
  g_assert_cmpstr (gw_tool_get_name (self->tool), ==, name);
  self->options = gw_tool_options_new ();
  gw_tool_set_options (self->tool, self->options);
  gw_tool_set_document (self->tool, self->document);
  if (with_picture)
    {
      self->picture = gw_test_picture_new (1.0);
      gw_tool_set_picture (self->tool, self->picture);
    }
  self->edits = gw_test_watch_edits (self->document);
  g_signal_connect (self->tool, "refused", G_CALLBACK (on_refused_cb), self);
  g_signal_connect (self->tool, "drawn", G_CALLBACK (on_drawn_cb), self);
  g_signal_connect (self->tool, "paint-changed", G_CALLBACK (on_paint_changed_cb), self);
  g_signal_connect (self->tool, "class-missing", G_CALLBACK (on_class_missing_cb), self);
}

void
gw_test_tool_tear_down (GwTestTool *self)
{
  g_clear_object (&self->missing);
  g_assert_finalize_object (self->tool);
  g_assert_finalize_object (self->options);
  g_assert_finalize_object (self->document);
  g_clear_pointer (&self->picture, gw_picture_unref);
  g_ptr_array_unref (self->edits);
}
