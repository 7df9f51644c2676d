/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a step of an undo history, as project files hold them: refused
 * with a sentence, or an edit whose written form reads back equal and that
 * can be turned round twice.
 */

#include "gw-fuzz.h"

#include "gw-edit.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwEdit) edit = NULL, again = NULL, inverse = NULL, twice = NULL;
  g_autofree char *text = NULL, *text_again = NULL, *text_twice = NULL;

  if (size == 0)
    return 0;
  edit = gw_edit_from_json ((const char *) data, (gssize) size, &error);
  if (edit == NULL)
    {
      g_assert (error != NULL && g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  g_assert_no_error (error);
  text = gw_edit_to_json (edit);
  again = gw_edit_from_json (text, -1, &error);
  g_assert_no_error (error);
  text_again = gw_edit_to_json (again);
  g_assert_cmpstr (text, ==, text_again);

  inverse = gw_edit_invert (edit);
  twice = gw_edit_invert (inverse);
  text_twice = gw_edit_to_json (twice);
  g_assert_cmpstr (text, ==, text_twice);
  return 0;
}
