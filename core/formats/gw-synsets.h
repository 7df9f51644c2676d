/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Classes that are named by WordNet, as ImageNet has them: an id ("n01440764") and names,
 * "tench, Tinca tinca", of which the first is the class's (spec formats 11).
 */

/* Whether a text begins with an id of WordNet that ends there or at a blank. */
gboolean gw_synset_is_id (const char *text);

/* Takes a line "id<tab or blank>names" apart; name is empty where there is none. FALSE
 * where the line does not begin with an id, and nothing set. Both (transfer full).
 */
gboolean gw_synset_parse_line (const char *line, char **id, char **name);

/* The names of ids by synsets.txt, words.txt and synset_words.txt of a folder: those that
 * are there and can be read. Lines of other ids than WordNet's are taken too, for folders
 * may be called by them. (transfer full) (element-type utf8 utf8)
 */
GHashTable *gw_synsets_load (const char *folder);

/* What the class of an id is called: its name, and the id behind it where taken, a set of
 * owned strings, has that name already, as two cranes are; adds it. (transfer full)
 */
char *gw_synset_make_name (const char *id, const char *name, GHashTable *taken);

G_END_DECLS
