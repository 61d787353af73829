// SPDX-License-Identifier: GPL-3.0-or-later
/* GLib hands data from thread to thread by locks and counters that ThreadSanitizer does not see, for
 * Debian's GLib is not built with it. Under TSan, the linker (--wrap) sends our calls through
 * here: what came before a hand-over is told to happen before what comes after. */
#include <gio/gio.h>
#include <sanitizer/tsan_interface.h>
#include <stdarg.h>

#define DECLARE(type, name, ...)                                                                   \
  type __real_##name (__VA_ARGS__);                                                                \
  type __wrap_##name (__VA_ARGS__)

/* --- A task's callback and result */

typedef struct
{
  GAsyncReadyCallback callback;
  gpointer data;
} Ready;

static void
on_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  Ready ready = *(Ready *) data;
  g_free (data);
  __tsan_acquire (result);
  ready.callback (source, result, ready.data);
}

DECLARE (GTask *, g_task_new, gpointer source, GCancellable *cancellable,
         GAsyncReadyCallback callback, gpointer data);

GTask *
__wrap_g_task_new (gpointer source, GCancellable *cancellable, GAsyncReadyCallback callback,
                   gpointer data)
{
  if (callback == NULL)
    return __real_g_task_new (source, cancellable, NULL, data);
  Ready *ready = g_new (Ready, 1);
  *ready = (Ready){ callback, data };
  return __real_g_task_new (source, cancellable, on_ready, ready);
}

DECLARE (void, g_task_return_pointer, GTask *task, gpointer result, GDestroyNotify notify);
DECLARE (void, g_task_return_boolean, GTask *task, gboolean result);
DECLARE (void, g_task_return_int, GTask *task, gssize result);
DECLARE (void, g_task_return_error, GTask *task, GError *error);
DECLARE (gpointer, g_task_propagate_pointer, GTask *task, GError **error);
DECLARE (gboolean, g_task_propagate_boolean, GTask *task, GError **error);
DECLARE (gssize, g_task_propagate_int, GTask *task, GError **error);
void __wrap_g_task_return_new_error (GTask *task, GQuark domain, gint code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

void
__wrap_g_task_return_pointer (GTask *task, gpointer result, GDestroyNotify notify)
{
  __tsan_release (task);
  __real_g_task_return_pointer (task, result, notify);
}

void
__wrap_g_task_return_boolean (GTask *task, gboolean result)
{
  __tsan_release (task);
  __real_g_task_return_boolean (task, result);
}

void
__wrap_g_task_return_int (GTask *task, gssize result)
{
  __tsan_release (task);
  __real_g_task_return_int (task, result);
}

void
__wrap_g_task_return_error (GTask *task, GError *error)
{
  __tsan_release (task);
  __real_g_task_return_error (task, error);
}

void
__wrap_g_task_return_new_error (GTask *task, GQuark domain, gint code, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  __wrap_g_task_return_error (task, g_error_new_valist (domain, code, format, args));
  va_end (args);
}

gpointer
__wrap_g_task_propagate_pointer (GTask *task, GError **error)
{
  __tsan_acquire (task);
  return __real_g_task_propagate_pointer (task, error);
}

gboolean
__wrap_g_task_propagate_boolean (GTask *task, GError **error)
{
  __tsan_acquire (task);
  return __real_g_task_propagate_boolean (task, error);
}

gssize
__wrap_g_task_propagate_int (GTask *task, GError **error)
{
  __tsan_acquire (task);
  return __real_g_task_propagate_int (task, error);
}

/* --- A task that runs on a thread of GLib's */

DECLARE (void, g_task_run_in_thread, GTask *task, GTaskThreadFunc run);

typedef struct
{
  GTaskThreadFunc run;
} Run;

static void
on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Run *run = g_object_get_data (G_OBJECT (task), "stipple-tsan-run");
  __tsan_acquire (task);
  run->run (task, source, data, cancellable);
}

void
__wrap_g_task_run_in_thread (GTask *task, GTaskThreadFunc run)
{
  Run *kept = g_new (Run, 1);
  kept->run = run;
  g_object_set_data_full (G_OBJECT (task), "stipple-tsan-run", kept, g_free);
  __tsan_release (task);
  __real_g_task_run_in_thread (task, on_thread);
}

/* --- Locks */

DECLARE (void, g_mutex_lock, GMutex *mutex);
DECLARE (gboolean, g_mutex_trylock, GMutex *mutex);
DECLARE (void, g_mutex_unlock, GMutex *mutex);
DECLARE (void, g_cond_wait, GCond *cond, GMutex *mutex);
DECLARE (gboolean, g_cond_wait_until, GCond *cond, GMutex *mutex, gint64 end_time);

void
__wrap_g_mutex_lock (GMutex *mutex)
{
  __real_g_mutex_lock (mutex);
  __tsan_acquire (mutex);
}

gboolean
__wrap_g_mutex_trylock (GMutex *mutex)
{
  gboolean locked = __real_g_mutex_trylock (mutex);
  if (locked)
    __tsan_acquire (mutex);
  return locked;
}

void
__wrap_g_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  __real_g_mutex_unlock (mutex);
}

void
__wrap_g_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  __real_g_cond_wait (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean
__wrap_g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  __tsan_release (mutex);
  gboolean woken = __real_g_cond_wait_until (cond, mutex, end_time);
  __tsan_acquire (mutex);
  return woken;
}

/* --- References: whoever drops the last one sees what the others did */

DECLARE (gboolean, g_atomic_ref_count_dec, gatomicrefcount *count);
DECLARE (void, g_atomic_rc_box_release_full, gpointer block, GDestroyNotify clear);
DECLARE (void, g_object_unref, gpointer object);
DECLARE (void, g_bytes_unref, GBytes *bytes);

gboolean
__wrap_g_atomic_ref_count_dec (gatomicrefcount *count)
{
  __tsan_release (count);
  gboolean last = __real_g_atomic_ref_count_dec (count);
  if (last)
    __tsan_acquire (count);
  return last;
}

void
__wrap_g_atomic_rc_box_release_full (gpointer block, GDestroyNotify clear)
{
  __tsan_release (block);
  __tsan_acquire (block);
  __real_g_atomic_rc_box_release_full (block, clear);
}

void
__wrap_g_object_unref (gpointer object)
{
  __tsan_release (object);
  __tsan_acquire (object);
  __real_g_object_unref (object);
}

void
__wrap_g_bytes_unref (GBytes *bytes)
{
  __tsan_release (bytes);
  __tsan_acquire (bytes);
  __real_g_bytes_unref (bytes);
}
