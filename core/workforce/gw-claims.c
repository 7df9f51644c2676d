/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-claims.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-error.h"
#include "gw-json-reader.h"

#define MOST_LEVELS 16
/* Of times: whole seconds up to there are exact, and can be added to. */
#define LATEST 9007199254740992.0

typedef struct
{
  GStrv strings; /* (nullable): a text, or a list of texts */
  gboolean is_list;
  gboolean is_number;
  double number;
} Claim;

struct _GwClaims
{
  GHashTable *claims; /* key, owned -> Claim */
};

static void
claim_free (gpointer data)
{
  Claim *self = data;

  g_strfreev (self->strings);
  g_free (self);
}

void
gw_claims_free (GwClaims *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->claims);
  g_free (self);
}

/* The list whose bracket has been read: its texts, or NULL where it has anything else. */
static gboolean
read_list (GwJsonReader *json, GStrv *strings, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_of_texts = TRUE;
  GwJsonToken token;

  while ((token = gw_json_reader_next (json, error)) != GW_JSON_ARRAY_END)
    {
      g_autofree char *text = NULL;

      if (token == GW_JSON_ERROR)
        return FALSE;
      if (token != GW_JSON_STRING)
        {
          is_of_texts = FALSE;
          if (!gw_json_reader_skip_value (json, error))
            return FALSE;
          continue;
        }
      text = gw_json_reader_dup_string (json, error);
      if (text == NULL)
        return FALSE;
      g_strv_builder_add (builder, text);
    }
  if (is_of_texts)
    *strings = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_text (GwJsonReader *json, GStrv *strings, GError **error)
{
  char *text = gw_json_reader_dup_string (json, error);

  if (text == NULL)
    return FALSE;
  *strings = g_new0 (char *, 2);
  (*strings)[0] = text;
  return TRUE;
}

/* The value of the key at hand. */
static gboolean
read_claim (GwJsonReader *json, Claim *claim, GError **error)
{
  switch (gw_json_reader_next (json, error))
    {
    case GW_JSON_ERROR:
      return FALSE;
    case GW_JSON_STRING:
      return read_text (json, &claim->strings, error);
    case GW_JSON_ARRAY_BEGIN:
      claim->is_list = TRUE;
      return read_list (json, &claim->strings, error);
    case GW_JSON_NUMBER:
      claim->is_number = TRUE;
      claim->number = gw_json_reader_get_double (json);
      return TRUE;
    default:
      return gw_json_reader_skip_value (json, error);
    }
}

static gboolean
read_claims (GwClaims *self, GwJsonReader *json, GError **error)
{
  GwJsonToken token = gw_json_reader_next (json, error);

  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_OBJECT_BEGIN)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("An object in braces was expected."));
      return FALSE;
    }
  while ((token = gw_json_reader_next (json, error)) == GW_JSON_KEY)
    {
      char *key = gw_json_reader_dup_string (json, error);
      Claim *claim;

      if (key == NULL)
        return FALSE;
      claim = g_new0 (Claim, 1);
      g_hash_table_insert (self->claims, key, claim);
      if (!read_claim (json, claim, error))
        return FALSE;
    }
  return token == GW_JSON_OBJECT_END && gw_json_reader_next (json, error) == GW_JSON_END;
}

GwClaims *
gw_claims_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (text, (gssize) length);
  g_autoptr (GwClaims) self = g_new0 (GwClaims, 1);

  self->claims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, claim_free);
  gw_json_reader_set_max_depth (json, MOST_LEVELS);
  gw_json_reader_watch_keys (json);
  if (!read_claims (self, json, error))
    return NULL;
  if (gw_json_reader_has_repeats (json))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("An object has a key twice."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

static const Claim *
find (const GwClaims *self, const char *key)
{
  return g_hash_table_lookup (self->claims, key);
}

gboolean
gw_claims_has (const GwClaims *self, const char *key)
{
  return find (self, key) != NULL;
}

const char *
gw_claims_get_string (const GwClaims *self, const char *key)
{
  const Claim *claim = find (self, key);

  return claim != NULL && claim->strings != NULL && !claim->is_list ? claim->strings[0] : NULL;
}

const char *const *
gw_claims_get_strings (const GwClaims *self, const char *key)
{
  const Claim *claim = find (self, key);

  return claim != NULL ? (const char *const *) claim->strings : NULL;
}

gboolean
gw_claims_get_time (const GwClaims *self, const char *key, gint64 *seconds)
{
  const Claim *claim = find (self, key);

  if (claim == NULL || !claim->is_number || !(fabs (claim->number) < LATEST))
    return FALSE;
  *seconds = (gint64) claim->number;
  return TRUE;
}
