// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/printing/print-list.h"

#include "core/clock.h"
#include "core/ids.h"
#include "desk/printing/spooler.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LOOK_SECONDS 2
#define ID_DIGITS 8

struct _StipplePrintList
{
  GObject parent_instance;

  StippleDeskSettings *settings;
  GPtrArray *entries; /* StipplePrintEntry, oldest first */
  guint timer;
  GCancellable *looking;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (StipplePrintList, stipple_print_list, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TROUBLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void watch (StipplePrintList *self);

const char *
stipple_print_kind_name (StipplePrintKind kind)
{
  static const char *const names[STIPPLE_N_PRINT_KINDS] = {
    [STIPPLE_PRINT_SUMMARY] = "summary",
    [STIPPLE_PRINT_AFTERCARE] = "aftercare",
    [STIPPLE_PRINT_DAY_CLOSE] = "day-close",
    [STIPPLE_PRINT_PAPER_FORM] = "paper-form",
  };

  return names[kind];
}

/* --- Entries */

StipplePrintEntry *
stipple_print_entry_copy (const StipplePrintEntry *entry)
{
  StipplePrintEntry *copy = g_new0 (StipplePrintEntry, 1);

  copy->id = g_strdup (entry->id);
  copy->kind = entry->kind;
  copy->codes = g_strdupv (entry->codes);
  copy->language = g_strdup (entry->language);
  copy->day = entry->day;
  copy->pack_version = entry->pack_version;
  return copy;
}

void
stipple_print_entry_free (StipplePrintEntry *entry)
{
  g_free (entry->id);
  g_strfreev (entry->codes);
  g_free (entry->language);
  g_free (entry->printer);
  g_free (entry->trouble);
  g_clear_object (&entry->tracker);
  g_free (entry);
}

static char *
entry_day (const StipplePrintEntry *entry)
{
  return g_date_valid (&entry->day) ? stipple_date_format_iso (&entry->day) : NULL;
}

char *
stipple_print_entry_title (const StipplePrintEntry *entry)
{
  const guint n = entry->codes != NULL ? g_strv_length (entry->codes) : 0;
  g_autofree char *what = n == 1   ? stipple_code_display (entry->codes[0])
                          : n == 0 ? entry_day (entry)
                                   : g_strdup ("Stipple");

  return g_strconcat (what, " ", entry->id, NULL);
}

/* --- Kept in the settings: a group for each entry */

static void
save (StipplePrintList *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const StipplePrintEntry *entry = g_ptr_array_index (self->entries, i);
      g_autofree char *day = entry_day (entry);

      g_key_file_set_string (file, entry->id, "kind", stipple_print_kind_name (entry->kind));
      if (entry->codes != NULL)
        g_key_file_set_string_list (file, entry->id, "codes", (const char *const *) entry->codes,
                                    g_strv_length (entry->codes));
      g_key_file_set_int64 (file, entry->id, "made", entry->made);
      g_key_file_set_boolean (file, entry->id, "sent", entry->sent);
      if (entry->language != NULL)
        g_key_file_set_string (file, entry->id, "language", entry->language);
      if (entry->printer != NULL)
        g_key_file_set_string (file, entry->id, "printer", entry->printer);
      if (day != NULL)
        g_key_file_set_string (file, entry->id, "day", day);
      if (entry->pack_version != 0)
        g_key_file_set_integer (file, entry->id, "pack", entry->pack_version);
    }
  text = self->entries->len > 0 ? g_key_file_to_data (file, NULL, NULL) : NULL;
  g_object_set (self->settings, "unprinted", text, NULL);
}

static gboolean
is_id (const char *text)
{
  return strlen (text) == ID_DIGITS && strspn (text, "0123456789abcdef") == ID_DIGITS;
}

static gboolean
read_kind (const char *name, StipplePrintKind *kind)
{
  for (*kind = 0; *kind < STIPPLE_N_PRINT_KINDS; (*kind)++)
    if (g_strcmp0 (name, stipple_print_kind_name (*kind)) == 0)
      return TRUE;
  return FALSE;
}

/* Codes as they were written, and of a day close none. */
static gboolean
codes_fit (const StipplePrintEntry *entry)
{
  if ((entry->codes != NULL && entry->codes[0] != NULL) != (entry->kind != STIPPLE_PRINT_DAY_CLOSE))
    return FALSE;
  for (guint i = 0; entry->codes != NULL && entry->codes[i] != NULL; i++)
    {
      g_autofree char *code = stipple_code_normalize (entry->codes[i]);

      if (g_strcmp0 (code, entry->codes[i]) != 0)
        return FALSE;
    }
  return TRUE;
}

static StipplePrintEntry *
read_entry (GKeyFile *file, const char *id)
{
  g_autofree char *kind = g_key_file_get_string (file, id, "kind", NULL);
  g_autofree char *day = g_key_file_get_string (file, id, "day", NULL);
  g_autoptr (StipplePrintEntry) entry = g_new0 (StipplePrintEntry, 1);
  gboolean dated;

  entry->id = g_strdup (id);
  entry->codes = g_key_file_get_string_list (file, id, "codes", NULL, NULL);
  entry->language = g_key_file_get_string (file, id, "language", NULL);
  entry->printer = g_key_file_get_string (file, id, "printer", NULL);
  entry->made = g_key_file_get_int64 (file, id, "made", NULL);
  entry->sent = g_key_file_get_boolean (file, id, "sent", NULL);
  entry->pack_version = g_key_file_get_integer (file, id, "pack", NULL);
  g_date_clear (&entry->day, 1);
  if (!is_id (id) || !read_kind (kind, &entry->kind) || !codes_fit (entry))
    return NULL;
  dated = entry->kind == STIPPLE_PRINT_AFTERCARE || entry->kind == STIPPLE_PRINT_DAY_CLOSE;
  if (dated && (day == NULL || !stipple_date_parse_iso (day, &entry->day, NULL)))
    return NULL;
  if (entry->kind == STIPPLE_PRINT_PAPER_FORM
      && (entry->pack_version <= 0 || entry->language == NULL))
    return NULL;
  return g_steal_pointer (&entry);
}

static void
load (StipplePrintList *self)
{
  const char *text = stipple_desk_settings_get_unprinted (self->settings);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) ids = NULL;

  if (text == NULL || !g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return;
  ids = g_key_file_get_groups (file, NULL);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      StipplePrintEntry *entry = read_entry (file, ids[i]);

      if (entry != NULL)
        g_ptr_array_add (self->entries, entry);
    }
}

/* --- The list */

static StipplePrintEntry *
find (StipplePrintList *self, const char *id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      StipplePrintEntry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (entry->id, id))
        return entry;
    }
  return NULL;
}

static void
changed (StipplePrintList *self)
{
  save (self);
  watch (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

guint
stipple_print_list_get_n (StipplePrintList *self)
{
  return self->entries->len;
}

guint
stipple_print_list_get_n_troubled (StipplePrintList *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const StipplePrintEntry *entry = g_ptr_array_index (self->entries, i);

      n += !entry->sent || entry->trouble != NULL;
    }
  return n;
}

const StipplePrintEntry *
stipple_print_list_get (StipplePrintList *self, guint index)
{
  return g_ptr_array_index (self->entries, index);
}

const StipplePrintEntry *
stipple_print_list_find (StipplePrintList *self, const char *id)
{
  return find (self, id);
}

const char *
stipple_print_list_add (StipplePrintList *self, const StipplePrintEntry *what)
{
  StipplePrintEntry *entry = stipple_print_entry_copy (what);

  g_free (entry->id);
  entry->id = g_strdup_printf ("%08x", g_random_int ());
  entry->made = g_get_real_time ();
  g_ptr_array_add (self->entries, entry);
  changed (self);
  return entry->id;
}

void
stipple_print_list_set_sent (StipplePrintList *self, const char *id, const char *printer,
                             GObject *tracker)
{
  StipplePrintEntry *entry = find (self, id);

  if (entry == NULL)
    return;
  entry->sent = TRUE;
  g_clear_pointer (&entry->trouble, g_free);
  g_free (entry->printer);
  entry->printer = g_strdup (printer);
  g_set_object (&entry->tracker, tracker);
  changed (self);
}

void
stipple_print_list_settle (StipplePrintList *self, const char *id)
{
  StipplePrintEntry *entry = find (self, id);
  g_autoptr (GObject) tracker = entry != NULL ? g_steal_pointer (&entry->tracker) : NULL;
}

void
stipple_print_list_set_failed (StipplePrintList *self, const char *id, const char *trouble)
{
  StipplePrintEntry *entry = find (self, id);
  g_autoptr (GObject) tracker = NULL;

  if (entry == NULL)
    return;
  entry->sent = FALSE;
  g_free (entry->trouble);
  entry->trouble = g_strdup (trouble);
  /* It may be this one who calls. */
  tracker = g_steal_pointer (&entry->tracker);
  changed (self);
}

void
stipple_print_list_remove (StipplePrintList *self, const char *id)
{
  StipplePrintEntry *entry = find (self, id);
  guint index;

  if (entry == NULL || !g_ptr_array_find (self->entries, entry, &index))
    return;
  entry = g_ptr_array_steal_index (self->entries, index);
  changed (self);
  stipple_print_entry_free (entry);
}

/* --- What the print system has */

static gboolean
set_trouble (StipplePrintList *self, StipplePrintEntry *entry, const char *trouble)
{
  if (g_strcmp0 (entry->trouble, trouble) == 0)
    return FALSE;
  g_free (entry->trouble);
  entry->trouble = g_strdup (trouble);
  changed (self);
  return trouble != NULL;
}

/* TRUE: somebody should hear of it. */
static gboolean
judge (StipplePrintList *self, StipplePrintEntry *entry, const StippleSpoolJob *job)
{
  g_autofree char *trouble = NULL;

  switch (job->state)
    {
    case STIPPLE_SPOOL_WAITING:
    case STIPPLE_SPOOL_PRINTING:
      if (job->trouble != NULL)
        /* TRANSLATORS: a printer, and why it stands still, a sentence */
        trouble = g_strdup_printf (_ ("“%s” does not print. %s"), job->printer, job->trouble);
      return set_trouble (self, entry, trouble);
    case STIPPLE_SPOOL_DONE:
      stipple_print_list_remove (self, entry->id);
      return FALSE;
    case STIPPLE_SPOOL_FAILED:
      stipple_print_list_set_failed (self, entry->id, _ ("The printer gave up the job."));
      return TRUE;
    case STIPPLE_SPOOL_UNKNOWN:
    default:
      stipple_print_list_set_failed (
          self, entry->id,
          _ ("The print system does not know it any more. Look at the printer first: it may be "
             "on paper already."));
      return TRUE;
    }
}

typedef struct
{
  StipplePrintList *list;
  GPtrArray *ids; /* of the entries that are looked for, in the order of their titles */
} Look;

static void
look_at (StipplePrintList *self, const char *id, const StippleSpoolJob *job, const GError *error)
{
  StipplePrintEntry *entry = find (self, id);
  gboolean news;

  if (entry == NULL || !entry->sent)
    return;
  /* Who printed it hears the end of it, and sooner; and a printer need not be of the print system. */
  if (entry->tracker != NULL
      && (job == NULL || job->state == STIPPLE_SPOOL_UNKNOWN || job->state == STIPPLE_SPOOL_FAILED))
    return;
  news = job != NULL ? judge (self, entry, job) : set_trouble (self, entry, error->message);
  if (news)
    g_signal_emit (self, signals[SIGNAL_TROUBLE], 0, id);
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  Look *look = data;
  g_autoptr (StipplePrintList) self = look->list;
  g_autoptr (GPtrArray) ids = look->ids;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = stipple_spooler_look_finish (result, &error);

  g_free (look);
  g_clear_object (&self->looking);
  if (self->closed)
    return;
  for (guint i = 0; i < ids->len; i++)
    look_at (self, g_ptr_array_index (ids, i), jobs != NULL ? g_ptr_array_index (jobs, i) : NULL,
             error);
  watch (self);
}

static gboolean
on_look (gpointer data)
{
  StipplePrintList *self = data;
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  Look *look = g_new0 (Look, 1);

  self->timer = 0;
  look->list = g_object_ref (self);
  look->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const StipplePrintEntry *entry = g_ptr_array_index (self->entries, i);

      if (!entry->sent)
        continue;
      g_ptr_array_add (look->ids, g_strdup (entry->id));
      g_ptr_array_add (titles, stipple_print_entry_title (entry));
    }
  g_ptr_array_add (titles, NULL);
  self->looking = g_cancellable_new ();
  stipple_spooler_look_async ((const char *const *) titles->pdata, self->looking, looked, look);
  return G_SOURCE_REMOVE;
}

static gboolean
has_sent (StipplePrintList *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (((const StipplePrintEntry *) g_ptr_array_index (self->entries, i))->sent)
      return TRUE;
  return FALSE;
}

/* As long as the print system has something of ours. */
static void
watch (StipplePrintList *self)
{
  if (!self->closed && self->timer == 0 && self->looking == NULL && has_sent (self))
    self->timer = g_timeout_add_seconds (LOOK_SECONDS, on_look, self);
}

/* --- The object */

void
stipple_print_list_close (StipplePrintList *self)
{
  self->closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  for (guint i = 0; i < self->entries->len; i++)
    {
      StipplePrintEntry *entry = g_ptr_array_index (self->entries, i);
      g_autoptr (GObject) tracker = g_steal_pointer (&entry->tracker);
    }
}

static void
stipple_print_list_dispose (GObject *object)
{
  StipplePrintList *self = STIPPLE_PRINT_LIST (object);

  stipple_print_list_close (self);
  g_ptr_array_set_size (self->entries, 0);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (stipple_print_list_parent_class)->dispose (object);
}

static void
stipple_print_list_finalize (GObject *object)
{
  StipplePrintList *self = STIPPLE_PRINT_LIST (object);

  g_ptr_array_unref (self->entries);
  g_clear_object (&self->looking);
  G_OBJECT_CLASS (stipple_print_list_parent_class)->finalize (object);
}

static void
stipple_print_list_class_init (StipplePrintListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = stipple_print_list_dispose;
  G_OBJECT_CLASS (class)->finalize = stipple_print_list_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TROUBLE] = g_signal_new ("trouble", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
stipple_print_list_init (StipplePrintList *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) stipple_print_entry_free);
}

StipplePrintList *
stipple_print_list_new (StippleDeskSettings *settings)
{
  StipplePrintList *self = g_object_new (STIPPLE_TYPE_PRINT_LIST, NULL);

  self->settings = g_object_ref (settings);
  load (self);
  watch (self);
  return self;
}
