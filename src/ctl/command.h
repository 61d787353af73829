// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/http.h"
#include "wire/fhir.h"

G_BEGIN_DECLS

/**
 * What every subcommand of stipplectl gets. Exit codes: 0 done, 1 it failed (one sentence on stderr), 2 it was
 * called wrongly.
 */
typedef struct
{
  char *data_dir;
  char *hub;
  char *user;
  char *password_file;
  char *ca_file;
  char *pinned_key;
} StippleCtlOptions;

typedef struct
{
  const char *name;
  const char *arguments; /* as --help shows them */
  const char *summary;   /* N_() */
  /* @argv[0] is the subcommand's name. FALSE with @error: STIPPLE_CTL_USAGE for a wrong call. */
  gboolean (*run) (const StippleCtlOptions *options, int argc, char **argv, GError **error);
} StippleCtlCommand;

extern const StippleCtlCommand stipple_ctl_init;
extern const StippleCtlCommand stipple_ctl_enrol_code;
extern const StippleCtlCommand stipple_ctl_publish;
extern const StippleCtlCommand stipple_ctl_check_content;
extern const StippleCtlCommand stipple_ctl_picture;
extern const StippleCtlCommand stipple_ctl_intakes;
extern const StippleCtlCommand stipple_ctl_summary;
extern const StippleCtlCommand stipple_ctl_calls;
extern const StippleCtlCommand stipple_ctl_export;
extern const StippleCtlCommand stipple_ctl_aftercare;
extern const StippleCtlCommand stipple_ctl_audit;
extern const StippleCtlCommand stipple_ctl_paper_form;
extern const StippleCtlCommand stipple_ctl_day_close;
extern const StippleCtlCommand stipple_ctl_kiosk_pin;

#define STIPPLE_CTL_USAGE (stipple_ctl_usage_quark ())
GQuark stipple_ctl_usage_quark (void);

/* Reads the options of a subcommand off its arguments; what is left over goes to @rest (may be NULL when
 * nothing may be left). */
gboolean stipple_ctl_parse (int argc, char **argv, const GOptionEntry *entries, char ***rest,
                            GError **error);

/**
 * StippleHubSession: signed in at the hub for the length of one command; signs out when freed.
 */
typedef struct _StippleHubSession StippleHubSession;

/* The first line of the file at @path, or what is typed on the terminal without echo after @prompt. Transfer full, for
 * stipple_wipe(). IO; a wrong call, with @no_terminal, when there is no terminal to ask on. */
char *stipple_ctl_read_secret (const char *path, GError **error);
char *stipple_ctl_ask_secret (const char *prompt, const char *no_terminal, GError **error);

/* The password comes from --password-file or is asked for on the terminal without echo. */
StippleHubSession *stipple_hub_session_open (const StippleCtlOptions *options, GError **error);
void stipple_hub_session_free (StippleHubSession *self);
/* One exchange; an answer whose status is not 2xx is an error in the hub's own words. */
StippleHttpAnswer *stipple_hub_session_call (StippleHubSession *self, const char *method,
                                             const char *path, const void *body, gsize length,
                                             GError **error);
gboolean stipple_hub_session_put_file (StippleHubSession *self, const char *path, GBytes *file,
                                       GError **error);
/* The same, for an answer in JSON. Transfer full. */
json_t *stipple_hub_session_json (StippleHubSession *self, const char *method, const char *path,
                                  const json_t *body, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StippleHubSession, stipple_hub_session_free)

G_END_DECLS
