/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text on the clipboard, pasted into an image: refused with a sentence, or
 * objects with valid shapes that can be copied and pasted again.
 */

#include "gw-fuzz.h"

#include "gw-edits.h"

static GwDocument *
make_document (void)
{
  static const char *const names[] = { "Car", "Cyclist" };
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwImage) image = gw_image_new (7, "street/a.jpg");
  GwDocument *document;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GwClass *klass = gw_class_new (names[i], 0x2070d7);

      gw_class_set_id (klass, i + 1);
      g_ptr_array_add (classes, klass);
    }
  document = gw_document_new (image);
  gw_document_set_classes (document, classes);
  gw_document_set_size (document, 200, 100);
  return document;
}

static GPtrArray *
parse (GwDocument *document, const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *objects = gw_document_parse_text (document, text, &error);

  g_assert ((objects == NULL) == (error != NULL));
  g_assert (error == NULL || g_utf8_validate (error->message, -1, NULL));
  return objects;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  /* What a clipboard gives as text is valid. */
  g_autofree char *text = g_utf8_make_valid (size > 0 ? (const char *) data : "", (gssize) size);
  g_autofree char *copied = NULL;
  g_autoptr (GwDocument) document = make_document ();
  g_autoptr (GPtrArray) objects = parse (document, text);
  g_autoptr (GPtrArray) again = NULL;

  if (objects == NULL || !gw_document_paste (document, objects, 10.0, "Paste %s"))
    return 0;

  g_assert (gw_document_get_n_selected (document) <= objects->len);
  for (guint i = 0; i < gw_document_get_n_objects (document); i++)
    g_assert (gw_shape_validate (gw_object_get_shape (gw_document_get_object (document, i))) == GW_STATUS_OK);
  copied = gw_document_copy_text (document);
  again = parse (document, copied);
  g_assert (again != NULL);
  gw_document_paste (document, again, 0.0, "Paste %s");
  return 0;
}
