/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool.h"

#include "gw-edits.h"
#include "gw-random.h"
#include "gw-shape-json.h"
#include "gw-test-document.h"

#define N_GESTURES 30000
/* So many objects that they meet, so few that each state is written in no time. */
#define N_OBJECTS 6

static const char *const names[] = { "select",  "box",         "polygon",     "polyline", "points",
                                     "ellipse", "rotated-box", "edit-points", "slice" };

typedef struct
{
  GwDocument *document;
  GwTool *tools[G_N_ELEMENTS (names)];
  GPtrArray *done; /* of GwEdit, through their written form */
  GArray *states;  /* of guint: the hash behind so many edits, 0: between two of one gesture */
  guint n_drawn[GW_SHAPE_N_KINDS];
  gw_random random;
} Fuzz;

/* All objects as one number. */
static guint
hash_state (GwDocument *document)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    {
      g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

      gw_object_write_json (gw_document_get_object (document, i), NULL, GW_OBJECT_JSON_WHOLE, writer);
      g_assert_true (gw_json_writer_finish (writer, NULL));
    }
  return g_str_hash (text->str);
}

static void
on_edited_cb (GwDocument *document, GwEdit *edit, Fuzz *fuzz)
{
  g_autofree char *json = gw_edit_to_json (edit);
  GwEdit *back = gw_edit_from_json (json, -1, NULL);

  g_assert_nonnull (back);
  g_ptr_array_add (fuzz->done, back);
}

static void
on_drawn_cb (GwTool *tool, GwObject *object, Fuzz *fuzz)
{
  fuzz->n_drawn[gw_object_get_shape (object)->kind]++;
}

/* Often where something is already, sometimes beside the image. */
static GwToolEvent
make_event (Fuzz *fuzz)
{
  static const double scales[] = { 0.5, 1, 1, 4 };
  gw_random *random = &fuzz->random;
  GwToolEvent event = gw_test_event (
      10.0 * (double) gw_random_below (random, 23) - 10.0, 10.0 * (double) gw_random_below (random, 13) - 10.0,
      (GwToolModifiers) (gw_random_below (random, 2) == 0 ? 0 : gw_random_below (random, 8)));

  if (gw_random_below (random, 3) == 0)
    event.point = (GwPoint) { 220 * gw_random_real (random) - 10, 120 * gw_random_real (random) - 10 };
  event.scale = scales[gw_random_below (random, G_N_ELEMENTS (scales))];
  event.n_press = gw_random_below (random, 8) == 0 ? 2 : 1;
  return event;
}

static void
drag (Fuzz *fuzz, GwTool *tool)
{
  GwToolEvent event = make_event (fuzz);

  gw_tool_press (tool, &event);
  for (guint64 i = gw_random_below (&fuzz->random, 12); i > 0; i--)
    {
      GwToolEvent next = make_event (fuzz);

      next.scale = event.scale;
      gw_tool_motion (tool, &next);
    }
  if (gw_random_below (&fuzz->random, 10) > 0)
    {
      event.point = make_event (fuzz).point;
      gw_tool_release (tool, &event);
    }
}

static void
press_key (Fuzz *fuzz, GwTool *tool)
{
  GwToolEvent event = make_event (fuzz);
  int step = gw_random_below (&fuzz->random, 2) == 0 ? 1 : -1;

  event.from_keys = gw_random_below (&fuzz->random, 2) == 0;
  switch (gw_random_below (&fuzz->random, 10))
    {
    case 0:
      gw_tool_apply (tool, &event);
      break;
    case 1:
      gw_tool_remove_point (tool);
      break;
    case 2:
      gw_tool_step_point (tool, step);
      break;
    case 3:
      gw_tool_move_point (tool, event.point.x / 10, event.point.y / 10);
      break;
    case 4:
      gw_tool_delete_point (tool);
      break;
    case 5:
      gw_tool_step_size (tool, step, event.from_keys);
      break;
    case 6:
      if (gw_random_below (&fuzz->random, 4) == 0)
        gw_tool_cancel (tool);
      break;
    case 7:
      gw_tool_skip_point (tool);
      break;
    case 8:
      gw_tool_toggle_point (tool);
      break;
    default:
      gw_tool_set_point (tool, &event);
      break;
    }
}

static void
change_selection (Fuzz *fuzz)
{
  guint n = gw_document_get_n_objects (fuzz->document);

  if (n > 0)
    gw_document_select (
        fuzz->document,
        gw_object_get_id (gw_document_get_object (fuzz->document, (guint) gw_random_below (&fuzz->random, n))),
        gw_random_below (&fuzz->random, 4) == 0);
  if (n >= N_OBJECTS)
    {
      gw_document_set_flags_all (fuzz->document, GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN, FALSE);
      gw_document_select_all (fuzz->document);
      gw_document_delete_selected (fuzz->document);
    }
  else if (gw_random_below (&fuzz->random, 20) == 0)
    gw_document_convert_selected (fuzz->document);
  else if (gw_random_below (&fuzz->random, 20) == 0)
    gw_document_toggle_flags_selected (fuzz->document,
                                       gw_random_below (&fuzz->random, 2) == 0 ? GW_OBJECT_LOCKED : GW_OBJECT_HIDDEN);
  else if (gw_random_below (&fuzz->random, 20) == 0)
    gw_document_set_flags_all (fuzz->document, GW_OBJECT_LOCKED | GW_OBJECT_HIDDEN, FALSE);
}

static void
make_gesture (Fuzz *fuzz, GwTool *tool)
{
  GwToolOverlay overlay;

  switch (gw_random_below (&fuzz->random, 6))
    {
    case 0:
    case 1:
      drag (fuzz, tool);
      break;
    case 2:
    case 3:
      press_key (fuzz, tool);
      break;
    default:
      {
        GwToolEvent event = make_event (fuzz);

        gw_tool_motion (tool, &event);
        gw_tool_press (tool, &event);
        gw_tool_release (tool, &event);
        break;
      }
    }
  /* Whatever it is in the middle of can be shown. */
  gw_tool_get_overlay (tool, &overlay);
  if (overlay.path != NULL)
    g_assert_cmpuint (overlay.path->n_points, >, 0);
  g_assert_cmpint (overlay.active_vertex, <, (int) overlay.n_vertices);
}

/* What is made is always a whole shape inside of what can be stored. */
static void
assert_shapes (GwDocument *document)
{
  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    g_assert_cmpint (gw_shape_validate (gw_object_get_shape (gw_document_get_object (document, i))), ==, GW_STATUS_OK);
}

static void
note_state (Fuzz *fuzz)
{
  guint known = fuzz->states->len - 1;

  if (fuzz->done->len == known)
    return;
  g_array_set_size (fuzz->states, fuzz->done->len + 1);
  for (guint i = known + 1; i < fuzz->done->len; i++)
    g_array_index (fuzz->states, guint, i) = 0;
  g_array_index (fuzz->states, guint, fuzz->done->len) = hash_state (fuzz->document);
  assert_shapes (fuzz->document);
}

static void
assert_state (Fuzz *fuzz, guint n)
{
  guint expected = g_array_index (fuzz->states, guint, n);

  if (expected != 0)
    g_assert_cmpuint (hash_state (fuzz->document), ==, expected);
}

/* Back to the beginning, and to the end again. */
static void
walk_history (Fuzz *fuzz)
{
  for (guint i = fuzz->done->len; i-- > 0;)
    {
      gw_test_undo (fuzz->document, g_ptr_array_index (fuzz->done, i));
      assert_state (fuzz, i);
    }
  g_assert_cmpuint (gw_document_get_n_objects (fuzz->document), ==, 0);
  for (guint i = 0; i < fuzz->done->len; i++)
    {
      gw_document_take (fuzz->document, g_ptr_array_index (fuzz->done, i));
      assert_state (fuzz, i + 1);
    }
}

static void
test_gestures_are_undone_and_redone (void)
{
  static const GwShapeKind drawn[] = { GW_SHAPE_BOX,      GW_SHAPE_ROTATED_BOX, GW_SHAPE_POLYGON,
                                       GW_SHAPE_POLYLINE, GW_SHAPE_POINTS,      GW_SHAPE_ELLIPSE };
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GwSkeleton) skeleton = gw_skeleton_new ((const char *const[]) { "a", "b", "c", NULL }, NULL, 0, NULL);
  Fuzz fuzz = { .document = document };
  guint at = 0;

  gw_class_set_skeleton (gw_document_get_class (document, 1), skeleton);
  fuzz.done = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_edit_unref);
  fuzz.states = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_append_val (fuzz.states, ((guint[]) { hash_state (document) })[0]);
  g_signal_connect (document, "edited", G_CALLBACK (on_edited_cb), &fuzz);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      fuzz.tools[i] = gw_tool_new (names[i]);
      gw_tool_set_document (fuzz.tools[i], document);
      g_signal_connect (fuzz.tools[i], "drawn", G_CALLBACK (on_drawn_cb), &fuzz);
    }

  gw_random_init (&fuzz.random, 4);
  for (guint i = 0; i < N_GESTURES; i++)
    {
      if (gw_random_below (&fuzz.random, 8) == 0)
        {
          gw_tool_cancel (fuzz.tools[at]);
          at = (guint) gw_random_below (&fuzz.random, G_N_ELEMENTS (names));
        }
      if (gw_random_below (&fuzz.random, 6) == 0)
        change_selection (&fuzz);
      make_gesture (&fuzz, fuzz.tools[at]);
      note_state (&fuzz);
    }
  gw_tool_cancel (fuzz.tools[at]);
  note_state (&fuzz);
  g_assert_null (gw_document_get_preview (document));
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    g_assert_cmpuint (fuzz.n_drawn[drawn[i]], >, 20);
  walk_history (&fuzz);
  g_test_message ("%u edits of %u gestures", fuzz.done->len, N_GESTURES);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_finalize_object (fuzz.tools[i]);
  g_signal_handlers_disconnect_by_data (document, &fuzz);
  g_ptr_array_unref (fuzz.done);
  g_array_unref (fuzz.states);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tool-fuzz/gestures-are-undone-and-redone", test_gestures_are_undone_and_redone);
  return g_test_run ();
}
