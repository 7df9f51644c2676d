/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "losses-kinds.h"

#include <string.h>

#define A "{\"name\":\"a\"}"
#define B ",{\"name\":\"b\"}"
#define S ",{\"name\":\"s\",\"keypoints\":[\"p\",\"q\"],\"skeleton\":[[1,2]]}"
#define BOX "\"label\":\"a\",\"bbox\":[1,2,3,4]"
#define OBJECTS(objects) ",\"objects\":[" objects "]"

const LossKind loss_kinds[] = {
  { "box", OBJECTS ("{" BOX "}"), A },
  { "fraction", OBJECTS ("{\"label\":\"a\",\"bbox\":[1.25,2.5,3.5,4.75]}"), A },
  { "rotated-box", OBJECTS ("{\"label\":\"a\",\"bbox\":[5,6,10,4],\"angle\":30}"), A },
  { "polygon", OBJECTS ("{\"label\":\"a\",\"rings\":[[[1,1],[9,1],[9,9]]]}"), A },
  { "holes", OBJECTS ("{\"label\":\"a\",\"rings\":[[[0,0],[9,0],[9,9],[0,9]],[[2,2],[5,2],[5,5],[2,5]]]}"), A },
  { "parts", OBJECTS ("{\"label\":\"a\",\"rings\":[[[0,0],[3,0],[3,3]],[[5,5],[9,5],[9,9]]]}"), A },
  { "mask", OBJECTS ("{\"label\":\"a\",\"rle\":{\"size\":[20,40],\"counts\":[5,2,18,3,772]}}"), A },
  { "polyline", OBJECTS ("{\"label\":\"a\",\"line\":[[1,1],[5,5],[9,2]]}"), A },
  { "point", OBJECTS ("{\"label\":\"a\",\"points\":[[4,3,2]]}"), A },
  { "hidden-points", OBJECTS ("{\"label\":\"a\",\"points\":[[1,1,2],[2,3,1]]}"), A },
  { "skeleton", OBJECTS ("{\"label\":\"s\",\"points\":[[1,1,2],[2,3,1]]}"), A S },
  { "ellipse", OBJECTS ("{\"label\":\"a\",\"ellipse\":[10,9,4,3,0]}"), A },
  { "two", OBJECTS ("{" BOX "},{\"label\":\"a\",\"bbox\":[21,2,3,4]}"), A },
  { "hidden", OBJECTS ("{" BOX "},{\"label\":\"b\",\"bbox\":[2,3,9,9]}"), A B },
  { "covered", OBJECTS ("{" BOX "},{\"label\":\"b\",\"bbox\":[0,1,9,9]}"), A B },
  { "speck", OBJECTS ("{" BOX "},{\"label\":\"a\",\"bbox\":[20.6,5.6,0.25,0.25]}"), A },
  { "label", ",\"labels\":[\"a\"]", A B },
  { "labels", ",\"labels\":[\"a\",\"b\"]", A B },
  { "sure-label", ",\"labels\":[\"a\"],\"confidences\":{\"a\":0.75}", A },
  { "both", ",\"labels\":[\"b\"]" OBJECTS ("{" BOX "}"), A B },
  { "attributes", OBJECTS ("{" BOX ",\"attributes\":{\"colour\":\"red\",\"wet\":\"true\"}}"), A },
  { "kinds",
    OBJECTS ("{" BOX ",\"attributes\":{\"age\":2,\"wet\":true}},{\"label\":\"a\",\"bbox\":[21,2,3,4],"
             "\"attributes\":{\"age\":\"old\",\"wet\":false}}"),
    A },
  { "crowd", OBJECTS ("{" BOX ",\"flags\":[\"crowd\"]}"), A },
  { "crowd-mask", OBJECTS ("{\"label\":\"a\",\"rle\":{\"size\":[20,40],\"counts\":[5,2,793]},\"flags\":[\"crowd\"]}"),
    A },
  { "occluded", OBJECTS ("{" BOX ",\"flags\":[\"occluded\"]}"), A },
  { "truncated", OBJECTS ("{" BOX ",\"flags\":[\"truncated\"]}"), A },
  { "difficult", OBJECTS ("{" BOX ",\"flags\":[\"difficult\"]}"), A },
  { "score", OBJECTS ("{" BOX ",\"score\":0.5}"), A },
  { "class-scores", ",\"scores\":{\"a\":0.25,\"b\":0.75}", A B },
  { "some-scores", ",\"scores\":{\"a\":0.25}", A B },
  { "annotator", ",\"annotator\":\"kim\"" OBJECTS ("{" BOX "}"), A },
  { "annotator-of-label", ",\"annotator\":\"kim\",\"labels\":[\"a\"]", A },
  { "authors", OBJECTS ("{" BOX ",\"author\":\"kim\"},{\"label\":\"a\",\"bbox\":[21,2,3,4],\"author\":\"lee\"}"), A },
  { "split", ",\"split\":\"train\"" OBJECTS ("{" BOX "}"), A },
  { "own-split", ",\"split\":\"fold/3\"" OBJECTS ("{" BOX "}"), A },
  { "split-of-label", ",\"split\":\"val\",\"labels\":[\"a\"]", A },
  { "own-split-of-label", ",\"split\":\"mine\",\"labels\":[\"a\"]", A },
  { "split-of-mask",
    ",\"split\":\"mine\"" OBJECTS ("{\"label\":\"a\",\"rle\":{\"size\":[20,40],\"counts\":[5,2,793]}}"), A },
  { "group", OBJECTS ("{" BOX ",\"group\":2},{\"label\":\"a\",\"bbox\":[21,2,3,4],\"group\":2}"), A },
  { "lone-group", OBJECTS ("{" BOX ",\"group\":2}"), A },
  { "tags", ",\"tags\":[\"night\",\"rain\"]" OBJECTS ("{" BOX "}"), A },
  { "of-image", ",\"attributes\":{\"weather\":\"none\",\"iso\":\"400\",\"code\":\"007\"}" OBJECTS ("{" BOX "}"), A },
  { "of-labeled-image", ",\"labels\":[\"a\"],\"attributes\":{\"weather\":\"N/A\",\"code\":\"007\"}", A },
  { "tracks",
    OBJECTS ("{" BOX ",\"attributes\":{\"track_id\":\"7\"}},{\"label\":\"a\",\"bbox\":[21,2,3,4],"
             "\"attributes\":{\"track_id\":\"8\"}}"),
    A },
  { "negative", OBJECTS (""), A },
  { "unlabeled", "", A },
  { "skipped", ",\"skipped\":true", A },
  { "skipped-box", ",\"skipped\":true" OBJECTS ("{" BOX "}"), A },
  { "negative-in-split", ",\"split\":\"train\"" OBJECTS (""), A },
  { "unlabeled-in-split", ",\"split\":\"train\"", A },
  { "unused-class", OBJECTS ("{" BOX "}"), A ",{\"name\":\"nowhere\"}" },
  { "class-color", OBJECTS ("{\"label\":\"c1\",\"bbox\":[1,2,3,4]}"), A ",{\"name\":\"c1\",\"color\":\"#123456\"}" },
  { "class-key", OBJECTS ("{\"label\":\"c2\",\"bbox\":[1,2,3,4]}"), A ",{\"name\":\"c2\",\"hotkey\":\"x\"}" },
  { "class-parent", OBJECTS ("{\"label\":\"c3\",\"bbox\":[1,2,3,4]}"), A ",{\"name\":\"c3\",\"parent\":\"above\"}" },
  { "class-branch", OBJECTS ("{\"label\":\"c4\",\"bbox\":[1,2,3,4]}"),
    A ",{\"name\":\"c4\",\"parent\":\"mid\"},{\"name\":\"mid\",\"parent\":\"top\"}" },
  { "class-attributes", OBJECTS ("{\"label\":\"c5\",\"bbox\":[1,2,3,4]}"),
    A ",{\"name\":\"c5\",\"attributes\":[{\"name\":\"age\",\"kind\":\"number\"}]}" },
};

const gsize n_loss_kinds = G_N_ELEMENTS (loss_kinds);

gboolean
loss_kind_is_companion (gsize kind)
{
  return strcmp (loss_kinds[kind].name, "box") == 0 || strcmp (loss_kinds[kind].name, "label") == 0;
}

/* A class that stands in several kinds is written once. */
static void
add_classes (GString *head, GHashTable *seen, const char *classes)
{
  g_auto (GStrv) parts = g_strsplit (classes, ",{", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (!g_hash_table_add (seen, g_strdup (parts[i] + (i == 0 ? 1 : 0))))
        continue;
      g_string_append_printf (head, "%s%s%s", head->str[head->len - 1] == '[' ? "" : ",", i == 0 ? "" : "{", parts[i]);
    }
}

char *
loss_kinds_write (Fixture *self, gsize kind)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* Scores of classes among them would make all of it predictions. */
  g_autoptr (GString) head = g_string_new (kind == n_loss_kinds
                                               ? "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":["
                                               : "{\"groundwork\":1,\"classes\":[");
  g_autoptr (GString) lines = g_string_new (NULL);

  for (gsize i = 0; i < n_loss_kinds; i++)
    {
      g_autofree char *picture = g_strconcat (loss_kinds[i].name, ".png", NULL);

      if (kind != n_loss_kinds && i != kind && !loss_kind_is_companion (i))
        continue;
      fixture_picture (self, picture, LOSS_WIDTH, LOSS_HEIGHT);
      add_classes (head, seen, loss_kinds[i].classes);
      g_string_append_printf (lines, "{\"image\":\"%s\",\"width\":%d,\"height\":%d%s}\n", picture, LOSS_WIDTH,
                              LOSS_HEIGHT, loss_kinds[i].members);
    }
  g_string_append_printf (head, "]}\n%s", lines->str);

  return fixture_write (self, "in.gw.jsonl", head->str);
}
