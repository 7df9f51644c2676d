/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a search: it is refused with a sentence, or what it means can
 * be told, and its written form means the same.
 */

#include "gw-fuzz.h"

#include <string.h>

#include "gw-filter.h"

static void
check_terms (const GwFilter *filter)
{
  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    {
      const GwTerm *term = gw_filter_get_term (filter, i);
      g_autofree char *chip = gw_filter_describe_term (term);

      g_assert (term->field < GW_N_FIELDS);
      g_assert (gw_field_is_number (term->field) || (term->values != NULL && term->values[0] != NULL));
      g_assert (g_utf8_validate (chip, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  /* The search entry and the command line hand over valid text. */
  g_autofree char *text = g_utf8_make_valid (size > 0 ? (const char *) data : "", (gssize) size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFilter) filter = gw_filter_parse (text, &error);
  g_autoptr (GwFilter) again = NULL;
  g_autofree char *written = NULL;

  g_assert ((filter == NULL) == (error != NULL));
  if (filter == NULL)
    {
      g_assert (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  check_terms (filter);
  written = gw_filter_to_text (filter);
  again = gw_filter_parse (written, &error);
  g_assert_no_error (error);
  g_assert (gw_filter_equal (filter, again));
  return 0;
}
