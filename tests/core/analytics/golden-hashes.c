/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "golden.h"
#include "gw-image-hash.h"
#include "gw-near-duplicates.h"

static void
expect_code (GoldenCase *self, const char *key, guint64 code)
{
  g_autofree char *text = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", code);

  golden_expect_string (self, key, text);
}

/* The smaller picture is the top left of the larger. */
static void
run_image_hash (GoldenCase *self)
{
  gsize columns;
  g_autoptr (GArray) gray = golden_numbers (self, "gray32", &columns);
  double corner[GW_IMAGE_DHASH_ROWS * GW_IMAGE_DHASH_COLUMNS];
  guint64 code = 0;

  if (gray->len != GW_IMAGE_PHASH_SIDE * GW_IMAGE_PHASH_SIDE)
    {
      golden_fail (self, "the picture has %u pixels", gray->len);
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (corner); i++)
    corner[i] = GOLDEN_AT (gray, i / GW_IMAGE_DHASH_COLUMNS * columns + i % GW_IMAGE_DHASH_COLUMNS);
  if (golden_expect_ok (self, gw_image_phash (GOLDEN_DATA (gray), &code)))
    expect_code (self, "phash_hex", code);
  if (golden_expect_ok (self, gw_image_dhash (corner, &code)))
    expect_code (self, "dhash_hex", code);
}

/* The codes stand in one case only; the others say so in words, and take what that
 * one had.
 */
static GArray *
codes_of (GoldenCase *self)
{
  static GArray *kept;
  JsonNode *node = golden_argument (self, "codes_hex");

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *texts = json_node_get_array (node);

      g_clear_pointer (&kept, g_array_unref);
      kept = g_array_new (FALSE, FALSE, sizeof (guint64));
      for (guint i = 0; i < json_array_get_length (texts); i++)
        {
          guint64 code = g_ascii_strtoull (json_array_get_string_element (texts, i), NULL, 16);

          g_array_append_val (kept, code);
        }
    }
  if (kept == NULL)
    golden_fail (self, "no case before has the codes");

  return kept;
}

static void
run_near_duplicate_pairs (GoldenCase *self)
{
  GArray *codes = codes_of (self);
  GwNearPairs pairs;

  if (codes == NULL)
    return;

  if (golden_expect_ok (self, gw_near_duplicate_pairs ((const guint64 *) (void *) codes->data, codes->len,
                                                       (unsigned) golden_int (self, "radius"), &pairs, NULL)))
    {
      golden_expect_rows (self, "first", pairs.first, pairs.n);
      golden_expect_rows (self, "second", pairs.second, pairs.n);
    }
  gw_near_pairs_clear (&pairs);
}

const GoldenFunction golden_hashes[] = {
  { "image_hash", run_image_hash },
  { "near_duplicate_pairs", run_near_duplicate_pairs },
  { NULL, NULL },
};
