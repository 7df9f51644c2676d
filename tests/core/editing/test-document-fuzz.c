/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edits-shapes.h"

#include "gw-shape-json.h"
#include "gw-test-document.h"
#include "gw-test-objects.h"

#define N_EDITS 6000
/* So many objects that they meet, so few that 50,000 states are written in seconds. */
#define N_OBJECTS 12

static const char *const tool_names[] = { "select",   "edit-points",   "box",        "rotated-box",
                                          "ellipse",  "polygon",       "polyline",   "points",
                                          "slice",    "brush",         "eraser",     "wand",
                                          "scissors", "select-object", "superpixel", "extreme-points" };

/* A document with the history that a store would keep. */
typedef struct
{
  GwDocument *document;
  GPtrArray *done; /* of GwEdit, as applied, with the marks that came with it */
  GPtrArray *undone;
  GArray *states; /* of guint: hash of the state before each edit of done, and now */
  GwImageStatus status;
  GwImageMarks marks;
  guint n_by_tool[G_N_ELEMENTS (tool_names)]; /* edits */
} Fuzz;

/* Everything that undo must bring back, as one number. */
static guint
hash_state (GwDocument *document)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GwImage *image = gw_document_get_image (document);
  const GArray *labels = gw_document_get_labels (document);

  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    {
      g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

      gw_object_write_json (gw_document_get_object (document, i), NULL, GW_OBJECT_JSON_WHOLE, writer);
      g_assert_true (gw_json_writer_finish (writer, NULL));
    }
  for (guint i = 0; i < labels->len; i++)
    g_string_append_printf (text, "|%d", (int) g_array_index (labels, GwLabel, i).class_id);
  g_string_append_printf (text, "|%d %d", gw_image_get_status (image), gw_image_get_marks (image));
  for (guint i = 0; i < gw_image_get_n_attributes (image); i++)
    {
      const char *name, *value;

      gw_image_get_attribute_at (image, i, &name, &value);
      g_string_append_printf (text, "|%s=%s", name, value);
    }
  return g_str_hash (text->str);
}

static gboolean
has_marks (GwEdit *edit)
{
  for (guint i = 0; i < gw_edit_get_n_changes (edit); i++)
    if (gw_edit_get_change (edit, i)->kind == GW_CHANGE_MARKS)
      return TRUE;
  return FALSE;
}

/* As the store does: the image's move to in progress is part of the edit.
 * Every edit also goes through its written form.
 */
static void
on_edited_cb (GwDocument *document, GwEdit *edit, Fuzz *fuzz)
{
  GwImage *image = gw_document_get_image (document);
  g_autofree char *json = NULL;
  GwEdit *back;

  if (!has_marks (edit) && (gw_image_get_status (image) != fuzz->status || gw_image_get_marks (image) != fuzz->marks))
    gw_edit_add_marks (edit, 7, fuzz->status, fuzz->marks, gw_image_get_status (image), gw_image_get_marks (image));
  fuzz->status = gw_image_get_status (image);
  fuzz->marks = gw_image_get_marks (image);
  json = gw_edit_to_json (edit);
  back = gw_edit_from_json (json, -1, NULL);
  g_assert_nonnull (back);
  g_ptr_array_add (fuzz->done, back);
  g_ptr_array_set_size (fuzz->undone, 0);
}

static void
after_history (Fuzz *fuzz)
{
  fuzz->status = gw_image_get_status (gw_document_get_image (fuzz->document));
  fuzz->marks = gw_image_get_marks (gw_document_get_image (fuzz->document));
}

static void
undo (Fuzz *fuzz)
{
  GwEdit *edit = g_ptr_array_steal_index (fuzz->done, fuzz->done->len - 1);
  g_autoptr (GwEdit) inverse = gw_edit_invert (edit);

  gw_document_take (fuzz->document, inverse);
  g_ptr_array_add (fuzz->undone, edit);
  after_history (fuzz);
}

static void
redo (Fuzz *fuzz)
{
  GwEdit *edit = g_ptr_array_steal_index (fuzz->undone, fuzz->undone->len - 1);

  gw_document_take (fuzz->document, edit);
  g_ptr_array_add (fuzz->done, edit);
  after_history (fuzz);
}

static void
select_some (GwDocument *document, gw_random *random)
{
  guint n = gw_document_get_n_objects (document);

  gw_document_select_none (document);
  for (guint64 i = gw_random_below (random, 4); n > 0 && i > 0; i--)
    gw_document_select (
        document, gw_object_get_id (gw_document_get_object (document, (guint) gw_random_below (random, n))), TRUE);
}

static void
paste_some (GwDocument *document, gw_random *random)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint64 i = 1 + gw_random_below (random, 3); i > 0; i--)
    g_ptr_array_add (objects, gw_test_random_object (random, gw_test_random_kind (random), 220, 120));
  gw_document_paste (document, objects, (double) gw_random_below (random, 20), "Paste %s");
}

static void
draw (GwDocument *document, gw_random *random)
{
  GwShape shape = GW_SHAPE_INIT;

  gw_document_set_current_class (document, 1 + (gint64) gw_random_below (random, 3));
  gw_test_random_shape (random, gw_test_random_kind (random), 200, 100, &shape);
  g_assert_nonnull (gw_document_add_shape (document, &shape));
}

static void
edit_objects (GwDocument *document, gw_random *random)
{
  static const GwObjectFlags flags[] = { GW_OBJECT_OCCLUDED, GW_OBJECT_LOCKED, GW_OBJECT_HIDDEN, GW_OBJECT_CROWD };
  double x = (double) gw_random_below (random, 60) - 30.0, y = 20.0 * gw_random_real (random) - 10.0;

  select_some (document, random);
  switch (gw_random_below (random, 9))
    {
    case 0:
      gw_document_delete_selected (document);
      break;
    case 1:
      gw_document_move_selected (document, x, y);
      break;
    case 2:
      gw_document_resize_selected (document, x, y);
      break;
    case 3:
      gw_document_set_class_selected (document, 1 + (gint64) gw_random_below (random, 3));
      break;
    case 4:
      gw_document_set_attribute_selected (document, "Color", x > 0.0 ? "blue" : NULL);
      break;
    case 5:
      gw_document_toggle_flags_selected (document, flags[gw_random_below (random, G_N_ELEMENTS (flags))]);
      break;
    case 6:
      gw_document_raise_selected (document, (int) gw_random_below (random, 7) - 3);
      break;
    case 7:
      if (gw_document_get_n_objects (document) < N_OBJECTS)
        gw_document_duplicate_selected (document);
      break;
    default:
      if (gw_random_below (random, 20) == 0)
        gw_document_set_flags_all (document, GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN, FALSE);
      break;
    }
}

static void
edit_parts (GwDocument *document, gw_random *random)
{
  GwPoint points[3];
  const GwRing line = { points, 3 };

  for (guint i = 0; i < 3; i++)
    points[i] = (GwPoint) { 220 * gw_random_real (random) - 10, 120 * gw_random_real (random) - 10 };
  if (gw_document_get_n_objects (document) >= N_OBJECTS)
    return;
  if (gw_random_below (random, 2) == 0)
    gw_document_slice_selected (document, &line);
  else
    gw_document_split_selected (document);
}

static void
edit_points (GwDocument *document, gw_random *random)
{
  g_autoptr (GPtrArray) objects = gw_document_get_selected (document);
  GwPoint point = { 220 * gw_random_real (random) - 10, 120 * gw_random_real (random) - 10 };
  gsize index = (gsize) gw_random_below (random, 6);
  gint64 id = objects->len > 0 ? gw_object_get_id (g_ptr_array_index (objects, 0)) : 0;

  if (gw_random_below (random, 3) == 0)
    gw_document_insert_vertex (document, id, 0, index, point);
  else if (gw_random_below (random, 2) == 0)
    gw_document_move_vertex (document, id, 0, index, point);
  else
    gw_document_remove_vertex (document, id, 0, index);
}

static void
edit_shapes (GwDocument *document, gw_random *random)
{
  const GwMaskCleaning cleaning = { 50, 5, 1.0 };

  select_some (document, random);
  switch (gw_random_below (random, 10))
    {
    case 0:
      gw_document_merge_selected (document);
      break;
    case 1:
      gw_document_subtract_selected (document, gw_random_below (random, 2) == 0);
      break;
    case 2:
      gw_document_intersect_selected (document);
      break;
    case 3:
      edit_parts (document, random);
      break;
    case 4:
      gw_document_fill_holes_selected (document);
      break;
    case 5:
      gw_document_simplify_selected (document, 5 * gw_random_real (random));
      break;
    case 6:
      edit_points (document, random);
      break;
    case 7:
      gw_document_grow_selected (document, 8 * gw_random_real (random) - 4);
      break;
    case 8:
      gw_document_clean_selected (document, &cleaning);
      break;
    default:
      gw_document_convert_selected_to (document, (GwShapeKind) gw_random_below (random, GW_SHAPE_N_KINDS));
      break;
    }
  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    g_assert_cmpint (gw_shape_validate (gw_object_get_shape (gw_document_get_object (document, i))), ==, GW_STATUS_OK);
}

static void
edit_image (GwDocument *document, gw_random *random)
{
  switch (gw_random_below (random, 4))
    {
    case 0:
      gw_document_choose_label (document, 1 + (gint64) gw_random_below (random, 3), gw_random_below (random, 2) == 0);
      break;
    case 1:
      gw_document_clear_labels (document);
      break;
    case 2:
      gw_document_set_marks (document, (GwImageStatus) gw_random_below (random, 4),
                             (GwImageMarks) gw_random_below (random, 16), "Mark");
      break;
    default:
      gw_document_set_image_attribute (document, "weather", gw_random_below (random, 2) == 0 ? "rain" : NULL);
      break;
    }
}

static void
edit_by_tool (GwTool *tool, gw_random *random)
{
  GwToolModifiers modifiers = (GwToolModifiers) gw_random_below (random, 8);

  if (gw_random_below (random, 2) == 0)
    gw_test_click (tool, 200 * gw_random_real (random), 100 * gw_random_real (random), modifiers);
  gw_test_drag (tool, 220 * gw_random_real (random) - 10, 120 * gw_random_real (random) - 10,
                220 * gw_random_real (random) - 10, 120 * gw_random_real (random) - 10, modifiers);
  if (gw_random_below (random, 3) == 0)
    gw_tool_cancel (tool);
}

/* Points by keys, what takes them back, and what ends a gesture. */
static void
edit_by_keys (GwTool *tool, gw_random *random)
{
  GwToolModifiers modifiers = (GwToolModifiers) gw_random_below (random, 8);

  for (guint64 i = 1 + gw_random_below (random, 5); i > 0; i--)
    {
      GwToolEvent event = gw_test_event (200 * gw_random_real (random), 100 * gw_random_real (random), modifiers);

      event.from_keys = TRUE;
      gw_tool_motion (tool, &event);
      if (gw_random_below (random, 6) == 0)
        gw_tool_remove_point (tool);
      else if (!gw_tool_apply (tool, &event))
        gw_tool_set_point (tool, &event);
      if (gw_random_below (random, 3) == 0)
        gw_test_wait_for_tool (tool);
    }
  if (gw_random_below (random, 2) == 0)
    {
      GwToolEvent event = gw_test_event (100, 50, modifiers);

      gw_tool_apply (tool, &event);
    }
}

static void
change_options (GwToolOptions *options, gw_random *random)
{
  g_object_set (options, "paint-mode", (GwPaintMode) gw_random_below (random, 3), "semantic",
                gw_random_below (random, 4) == 0, "smooth", gw_random_below (random, 4) == 0, "brush-size",
                1.0 + (double) gw_random_below (random, 60), "patch-size", 8.0 + (double) gw_random_below (random, 20),
                NULL);
}

/* Now with what is selected, now from the beginning; what a worker finds is waited for. */
static void
edit_by_any_tool (Fuzz *fuzz, GPtrArray *tools, gw_random *random)
{
  guint which = (guint) gw_random_below (random, tools->len);
  GwTool *tool = g_ptr_array_index (tools, which);
  guint n = gw_document_get_n_objects (fuzz->document), before = fuzz->done->len;

  if (gw_random_below (random, 4) == 0)
    change_options (gw_tool_get_options (tool), random);
  if (n >= N_OBJECTS && gw_tool_is_for_drawing (gw_tool_get_name (tool)))
    gw_document_select (fuzz->document,
                        gw_object_get_id (gw_document_get_object (fuzz->document, (guint) gw_random_below (random, n))),
                        FALSE);
  else if (gw_random_below (random, 2) == 0)
    select_some (fuzz->document, random);
  else
    gw_document_select_none (fuzz->document);
  if (gw_random_below (random, 2) == 0)
    edit_by_tool (tool, random);
  else
    edit_by_keys (tool, random);
  gw_test_wait_for_tool (tool);
  if (gw_tool_has_draft (tool) && gw_random_below (random, 3) != 0)
    {
      GwToolEvent event = gw_test_event (100, 50, (GwToolModifiers) gw_random_below (random, 8));

      gw_tool_apply (tool, &event);
      gw_test_wait_for_tool (tool);
    }
  /* Now and then something is left in the middle, for undo and other tools to come upon. */
  if (gw_random_below (random, 4) != 0)
    gw_tool_cancel (tool);
  fuzz->n_by_tool[which] += fuzz->done->len - before;
}

static void
make_edit (Fuzz *fuzz, GPtrArray *tools, gw_random *random)
{
  guint n = gw_document_get_n_objects (fuzz->document);

  switch (gw_random_below (random, 9))
    {
    case 0:
      if (n < N_OBJECTS)
        draw (fuzz->document, random);
      break;
    case 1:
      if (n < N_OBJECTS)
        paste_some (fuzz->document, random);
      break;
    case 2:
      edit_image (fuzz->document, random);
      break;
    case 3:
    case 4:
      if (n < 2 * N_OBJECTS)
        edit_by_any_tool (fuzz, tools, random);
      break;
    case 5:
      edit_shapes (fuzz->document, random);
      break;
    default:
      edit_objects (fuzz->document, random);
      break;
    }
}

/* All of them, with the same options and picture. */
static GPtrArray *
make_tools (GwDocument *document)
{
  GPtrArray *tools = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwToolOptions) options = gw_tool_options_new ();
  g_autoptr (GwPicture) picture = gw_test_picture_new (1.0);

  for (guint i = 0; i < G_N_ELEMENTS (tool_names); i++)
    {
      GwTool *tool = gw_tool_new (tool_names[i]);

      g_assert_nonnull (tool);
      gw_tool_set_options (tool, options);
      gw_tool_set_document (tool, document);
      gw_tool_set_picture (tool, picture);
      g_ptr_array_add (tools, tool);
    }
  return tools;
}

/* Notes the state behind each edit that is new. */
static void
note_states (Fuzz *fuzz, guint before)
{
  guint hash = hash_state (fuzz->document);

  g_assert_cmpuint (fuzz->done->len, >=, before);
  g_array_set_size (fuzz->states, before + 1);
  while (fuzz->states->len < fuzz->done->len)
    g_array_append_val (fuzz->states, ((guint[]) { 0 })[0]); /* between two edits of one gesture: not known */
  if (fuzz->done->len > before)
    g_array_append_val (fuzz->states, hash);
}

static void
assert_state (Fuzz *fuzz)
{
  guint expected = g_array_index (fuzz->states, guint, fuzz->done->len);

  if (expected != 0)
    g_assert_cmpuint (hash_state (fuzz->document), ==, expected);
}

static void
test_edits_are_undone_and_redone (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) tools = make_tools (document);
  Fuzz fuzz = { .document = document };
  guint start = hash_state (document);
  gw_random random;
  guint made = 0;

  fuzz.done = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_edit_unref);
  fuzz.undone = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_edit_unref);
  fuzz.states = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (fuzz.states, start);
  g_signal_connect (document, "edited", G_CALLBACK (on_edited_cb), &fuzz);

  gw_random_init (&random, 2026);
  while (made < N_EDITS)
    {
      guint before = fuzz.done->len;

      make_edit (&fuzz, tools, &random);
      made += fuzz.done->len - before;
      note_states (&fuzz, before);
      /* Now and then some steps back, and some of them forward again. */
      if (gw_random_below (&random, 40) == 0)
        {
          for (guint64 i = gw_random_below (&random, 30); i > 0 && fuzz.done->len > 0; i--)
            {
              undo (&fuzz);
              assert_state (&fuzz);
            }
          for (guint64 i = gw_random_below (&random, 30); i > 0 && fuzz.undone->len > 0; i--)
            {
              redo (&fuzz);
              assert_state (&fuzz);
            }
        }
    }

  while (fuzz.done->len > 0)
    {
      undo (&fuzz);
      assert_state (&fuzz);
    }
  g_assert_cmpuint (hash_state (document), ==, start);
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 0);
  while (fuzz.undone->len > 0)
    {
      redo (&fuzz);
      assert_state (&fuzz);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tool_names); i++)
    {
      g_test_message ("%s: %u edits", tool_names[i], fuzz.n_by_tool[i]);
      g_assert_cmpuint (fuzz.n_by_tool[i], >, 0);
    }
  g_test_message ("%u edits, %u in the history, %u objects", made, fuzz.done->len,
                  gw_document_get_n_objects (document));

  g_signal_handlers_disconnect_by_data (document, &fuzz);
  g_ptr_array_unref (fuzz.done);
  g_ptr_array_unref (fuzz.undone);
  g_array_unref (fuzz.states);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-fuzz/edits-are-undone-and-redone", test_edits_are_undone_and_redone);
  return g_test_run ();
}
