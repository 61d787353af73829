// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/key-map.h"

#include <gio/gio.h>
#include <langinfo.h>
#include <string.h>
#include <xkbcommon/xkbcommon.h>
#include <xkbcommon/xkbregistry.h>

#define RULES "evdev"
#define MODEL "pc105"
#define PLAIN_LAYOUT "us"
#define MAX_KEYS 12 /* of a row */

/* Arabic letters as they look in a word. What one types are the letters themselves. */
#define FIRST_PRESENTATION_FORM 0xFB50
#define LAST_PRESENTATION_FORM 0xFEFF

struct _StippleKeyMap
{
  char *layout;
  char *variant;
  StippleMapKey keys[STIPPLE_N_KEY_ROWS][MAX_KEYS];
  guint n_keys[STIPPLE_N_KEY_ROWS];
};

static GMutex maps_lock;
static GHashTable *maps; /* "language/country" → StippleKeyMap, never freed */

gboolean
stipple_key_text_is_letter (const char *text)
{
  return text != NULL && *g_utf8_next_char (text) == '\0'
         && g_unichar_isalpha (g_utf8_get_char (text));
}

static const char *
text_of (xkb_keysym_t symbol)
{
  gunichar c = xkb_keysym_to_utf32 (symbol);
  char text[7] = "";

  /* Not for the fingers: controls and marks of direction, which nobody sees; and dead keys have no
   * character: letters with accents are offered whole. */
  if (!g_unichar_isgraph (c))
    return NULL;
  g_unichar_to_utf8 (c, text);
  if (c >= FIRST_PRESENTATION_FORM && c <= LAST_PRESENTATION_FORM)
    {
      g_autofree char *letters = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

      return g_intern_string (letters);
    }
  return g_intern_string (text);
}

static gboolean
read_key (struct xkb_keymap *keymap, struct xkb_state *with_caps, const char *name,
          StippleMapKey *key)
{
  xkb_keycode_t code = xkb_keymap_key_by_name (keymap, name);

  if (code == XKB_KEYCODE_INVALID)
    return FALSE;
  for (guint level = 0; level < STIPPLE_N_KEY_LEVELS; level++)
    {
      const xkb_keysym_t *symbols;

      if (xkb_keymap_key_get_syms_by_level (keymap, code, 0, level, &symbols) == 1)
        key->texts[level] = text_of (symbols[0]);
    }
  key->caps = text_of (xkb_state_key_get_one_sym (with_caps, code));
  return TRUE;
}

static void
read_rows (StippleKeyMap *self, struct xkb_keymap *keymap)
{
  /* xkb has more names than these, which are aliases of the edges. */
  static const struct
  {
    const char *prefix;
    guint n;
  } rows[STIPPLE_KEY_ROW_EDGES] = { { "AE", 12 }, { "AD", 12 }, { "AC", 11 }, { "AB", 10 } };
  static const char *const edges[] = { "TLDE", "BKSL", "LSGT" };
  struct xkb_state *with_caps = xkb_state_new (keymap);
  xkb_mod_index_t lock = xkb_keymap_mod_get_index (keymap, XKB_MOD_NAME_CAPS);

  xkb_state_update_mask (with_caps, 0, 0, (xkb_mod_mask_t) 1 << lock, 0, 0, 0);
  for (guint row = 0; row < STIPPLE_N_KEY_ROWS; row++)
    {
      guint n = row == STIPPLE_KEY_ROW_EDGES ? G_N_ELEMENTS (edges) : rows[row].n;

      for (guint i = 0; i < n; i++)
        {
          char name[8];

          if (row == STIPPLE_KEY_ROW_EDGES)
            g_strlcpy (name, edges[i], sizeof name);
          else
            g_snprintf (name, sizeof name, "%s%02u", rows[row].prefix, i + 1);
          if (read_key (keymap, with_caps, name, &self->keys[row][self->n_keys[row]]))
            self->n_keys[row]++;
        }
    }
  xkb_state_unref (with_caps);
}

static gboolean
has_language (struct rxkb_layout *layout, const char *language)
{
  struct rxkb_iso639_code *code = rxkb_layout_get_iso639_first (layout);

  while (code != NULL && !g_str_equal (rxkb_iso639_code_get_code (code), language))
    code = rxkb_iso639_code_next (code);
  return code != NULL;
}

static gboolean
has_country (struct rxkb_layout *layout, const char *country)
{
  struct rxkb_iso3166_code *code = rxkb_layout_get_iso3166_first (layout);

  while (code != NULL && !g_str_equal (rxkb_iso3166_code_get_code (code), country))
    code = rxkb_iso3166_code_next (code);
  return code != NULL;
}

/* The first one in xkb's own order, which begins with the usual one of a country: of the language
 * and the country, else of the language. */
static void
find_layout (StippleKeyMap *self, const char *language, const char *country)
{
  struct rxkb_context *context = rxkb_context_new (RXKB_CONTEXT_NO_FLAGS);
  struct rxkb_layout *of_country = NULL;
  struct rxkb_layout *of_language = NULL;
  struct rxkb_layout *found;
  gboolean in_country = FALSE;

  if (context != NULL && rxkb_context_parse (context, RULES))
    for (struct rxkb_layout *layout = rxkb_layout_first (context);
         layout != NULL && of_country == NULL; layout = rxkb_layout_next (layout))
      {
        gboolean variant = rxkb_layout_get_variant (layout) != NULL;

        /* The variants of a layout follow it, and seldom repeat its country. */
        if (!variant)
          in_country = has_country (layout, country);
        if (!has_language (layout, language))
          continue;
        if (in_country)
          of_country = layout;
        else if (!variant && of_language == NULL)
          of_language = layout;
      }
  found = of_country != NULL ? of_country : of_language;
  self->layout = g_strdup (found != NULL ? rxkb_layout_get_name (found) : PLAIN_LAYOUT);
  self->variant = g_strdup (found != NULL ? rxkb_layout_get_variant (found) : NULL);
  if (self->variant == NULL)
    self->variant = g_strdup ("");
  g_clear_pointer (&context, rxkb_context_unref);
}

static StippleKeyMap *
new_map (const char *language, const char *country)
{
  StippleKeyMap *self = g_new0 (StippleKeyMap, 1);
  struct xkb_context *context = xkb_context_new (XKB_CONTEXT_NO_ENVIRONMENT_NAMES);
  struct xkb_keymap *keymap = NULL;

  find_layout (self, language, country);
  if (context != NULL)
    {
      const struct xkb_rule_names names = {
        .rules = RULES, .model = MODEL, .layout = self->layout, .variant = self->variant
      };

      xkb_context_set_log_level (context, XKB_LOG_LEVEL_CRITICAL);
      keymap = xkb_keymap_new_from_names (context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS);
    }
  if (keymap != NULL)
    read_rows (self, keymap);
  else
    g_warning ("No keyboard layout “%s” on this system: is xkb-data installed?", self->layout);
  g_clear_pointer (&keymap, xkb_keymap_unref);
  g_clear_pointer (&context, xkb_context_unref);
  return self;
}

static const StippleKeyMap *
get_map (const char *id)
{
  StippleKeyMap *map;

  g_mutex_lock (&maps_lock);
  if (maps == NULL)
    maps = g_hash_table_new (g_str_hash, g_str_equal);
  map = g_hash_table_lookup (maps, id);
  if (map == NULL)
    {
      g_auto (GStrv) parts = g_strsplit (id, "/", 2);

      map = new_map (parts[0], parts[1]);
      g_hash_table_insert (maps, g_strdup (id), map);
    }
  g_mutex_unlock (&maps_lock);
  return map;
}

/* "fra/CA", by the locale of this thread; "/" in the C locale. */
static char *
current_id (void)
{
  return g_strconcat (nl_langinfo (_NL_ADDRESS_LANG_TERM), "/",
                      nl_langinfo (_NL_ADDRESS_COUNTRY_AB2), NULL);
}

static const StippleKeyMap *
latin_of (const StippleKeyMap *map)
{
  return stipple_key_map_is_latin (map) ? map : get_map ("/");
}

const StippleKeyMap *
stipple_key_map_get (void)
{
  g_autofree char *id = current_id ();

  return get_map (id);
}

const StippleKeyMap *
stipple_key_map_get_latin (void)
{
  return latin_of (stipple_key_map_get ());
}

static void
read_in_thread (GTask *task, gpointer source, gpointer id, GCancellable *cancellable)
{
  latin_of (get_map (id));
  g_task_return_boolean (task, TRUE);
}

void
stipple_key_map_warm_up (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, stipple_key_map_warm_up);
  g_task_set_task_data (task, current_id (), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

const char *
stipple_key_map_get_layout (const StippleKeyMap *self)
{
  return self->layout;
}

const char *
stipple_key_map_get_variant (const StippleKeyMap *self)
{
  return self->variant;
}

static gunichar
first_letter (const StippleKeyMap *self)
{
  const char *text = self->keys[STIPPLE_KEY_ROW_HOME][0].texts[0];

  return text != NULL ? g_utf8_get_char (text) : 0;
}

gboolean
stipple_key_map_is_latin (const StippleKeyMap *self)
{
  return g_unichar_get_script (first_letter (self)) == G_UNICODE_SCRIPT_LATIN;
}

gboolean
stipple_key_map_is_rtl (const StippleKeyMap *self)
{
  GUnicodeScript script = g_unichar_get_script (first_letter (self));

  return script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW;
}

gboolean
stipple_key_map_has_case (const StippleKeyMap *self)
{
  return g_unichar_toupper (first_letter (self)) != first_letter (self);
}

const StippleMapKey *
stipple_key_map_get_row (const StippleKeyMap *self, StippleKeyRow row, guint *n)
{
  *n = self->n_keys[row];
  return self->keys[row];
}
