#!/bin/sh
# install | upgrade | rollback. POSIX sh. Versions lie side by side in <root>/releases, and <root>/current leads to one.
# Settings, data and backups lie outside of them. docs/operations.md explains each step.
set -eu
umask 022

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
unit=/etc/systemd/system/haoshangliang.service

say() { printf '%s\n%s\n' "$1" "$2"; }
die() { say "$1" "$2" >&2; exit 1; }

usage() {
  cat <<'TEXT'
用法 / usage: install.sh install | upgrade | rollback [选项 / options]
  --root DIR         安装目录 / where to install (/opt/haoshangliang)
  --user NAME        运行服务的系统用户 / system user of the server (haoshangliang, 如存在 / if there is one)
  --service COMMAND  不用 systemd 时，带 start 或 stop 调用的命令 / without systemd: called with start or stop
  --restore-backup   仅 rollback：恢复升级前的备份，升级后的录入将丢失
                     rollback only: restore the backup from before the upgrade; entries since then are lost
TEXT
}

command=${1:-help}
[ $# -eq 0 ] || shift
# Called from an installed version, the folder is known.
root=/opt/haoshangliang
case $here in */releases/*) if [ -L "${here%/releases/*}/current" ]; then root=${here%/releases/*}; fi ;; esac
user= service= restore=no
while [ $# -gt 0 ]; do
  case $1 in
    --restore-backup) restore=yes; shift; continue ;;
    --root | --user | --service) ;;
    *) usage >&2; die "不认识的选项：$1" "Unknown option: $1" ;;
  esac
  [ $# -ge 2 ] || die "$1 需要一个值。" "$1 needs a value."
  case $1 in --root) root=$2 ;; --user) user=$2 ;; --service) service=$2 ;; esac
  shift 2
done
case $root in /*) ;; *) root=$PWD/$root ;; esac

me=$(id -un)
if [ -z "$user" ]; then
  user=$me
  if [ "$me" = root ] && id haoshangliang >/dev/null 2>&1; then user=haoshangliang; fi
fi
id "$user" >/dev/null 2>&1 || die "没有系统用户 $user。" "There is no system user $user."
[ "$me" = root ] || [ "$user" = "$me" ] || die "只有 root 能以 $user 运行服务。" "Only root can run the server as $user."

settings=$root/haoshangliang.env
setting() { [ -f "$settings" ] && sed -n "s/^$1=//p" "$settings" | tail -n 1 || true; }
as_user() { if [ "$user" = "$me" ]; then "$@"; else runuser -u "$user" -- "$@"; fi; }
own() { [ "$user" = "$me" ] || chown "$user" "$@"; }
now() { date -u +%Y%m%dT%H%M%SZ; }

# --- what is checked before anything is changed ---

check_files() {
  [ -f "$1/SHA256SUMS" ] && (cd "$1" && sha256sum -c SHA256SUMS >/dev/null 2>&1) && return
  if [ -f "$1/SHA256SUMS" ]; then (cd "$1" && sha256sum -c SHA256SUMS 2>/dev/null | grep -v ': OK$' | head -n 5 >&2) || true; fi
  die "安装包不完整或已损坏：$1。请重新复制并核对 .sha256。未作任何改动。" \
    "This release is not whole, or damaged: $1. Copy it again and compare its .sha256. Nothing was changed."
}

check_machine() {
  platform=$(cat "$here/PLATFORM")
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) machine=linux-x64 ;;
    Linux-aarch64) machine=linux-arm64 ;;
    *) machine=$(uname -s)-$(uname -m) ;;
  esac
  [ "$machine" = "$platform" ] || die "此包适用于 $platform，本机是 $machine。" "This release is for $platform, this machine is $machine."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
    2>/dev/null || die "需要 Node 20.19 或更新（建议 24），且在 PATH 中。" "Node 20.19 or newer (24 is better) must be in the PATH."
}

check_installed() { [ -L "$root/current" ] || die "$root 中没有已安装的版本。" "There is no installed version in $root."; }
current() { basename "$(readlink "$root/current")"; }

# --- the service ---

has_unit() { [ "$me" = root ] && [ -d /run/systemd/system ] && [ -f "$unit" ] && grep -qF "$root/current/" "$unit"; }
start_server() {
  if [ -n "$service" ]; then "$service" start
  elif has_unit; then systemctl start haoshangliang
  else say "请启动服务：$root/current/bin/serve" "Start the server: $root/current/bin/serve"; fi
}
stop_server() {
  if [ -n "$service" ]; then "$service" stop
  elif has_unit; then systemctl stop haoshangliang; fi
  pidfile=$data/postgres/cluster/postmaster.pid
  if [ -f "$pidfile" ] && [ -d "/proc/$(head -n 1 "$pidfile")" ]; then
    die "内置数据库仍在运行，请先停止服务（或用 --service）。" "The embedded database is running: stop the server first (or use --service)."
  fi
}

# --- versions ---

copy_release() {
  target=$root/releases/$version
  if [ -e "$target" ]; then
    cmp -s "$here/SHA256SUMS" "$target/SHA256SUMS" || die "$target 已存在且内容不同。" "$target is there already, and not the same."
    check_files "$target"
    return
  fi
  rm -rf "$target.partial"
  cp -RP "$here" "$target.partial"
  check_files "$target.partial"
  mv "$target.partial" "$target"
}
# One step: there is no moment without a current version.
switch_to() { ln -sfn "releases/$1" "$root/current.new" && mv -Tf "$root/current.new" "$root/current"; }

write_settings() {
  if [ -f "$settings" ]; then return; fi
  (umask 077 && cat >"$settings" <<TEXT
# 设置 / settings: docs/configuration.md
DATA_DIR=$root/data
HOST=127.0.0.1
PORT=4000
# 自备数据库 / a database of your own:
#DATABASE_URL=postgres://app:...@127.0.0.1/haoshangliang
#AUTH_DATABASE_URL=postgres://app_auth:...@127.0.0.1/haoshangliang
#MIGRATION_DATABASE_URL=postgres://hsl_migrator:...@127.0.0.1/haoshangliang
TEXT
  )
  own "$settings"
}

write_unit() {
  if [ "$me" != root ] || [ ! -d /run/systemd/system ] || [ -n "$service" ] || [ -f "$unit" ]; then return; fi
  sed -e "s|@ROOT@|$root|g" -e "s|@DATA@|$data|g" -e "s|@USER@|$user|g" -e "s|@NODE@|$(dirname "$(command -v node)")|g" \
    "$here/haoshangliang.service" >"$unit"
  systemctl daemon-reload
  systemctl enable haoshangliang
}

# --- the three commands ---

install_release() {
  if [ -e "$root/current" ]; then die "$root 中已有版本，请用 upgrade。" "There is a version in $root: use upgrade."; fi
  mkdir -p "$root/releases"
  copy_release
  write_settings
  data=$(setting DATA_DIR)
  mkdir -p "$data" "$root/backups"
  chmod 700 "$data" "$root/backups"
  own "$data" "$root/backups"
  switch_to "$version"
  write_unit
  say "已安装 $version：$root/current。设置在 $settings。" "Installed $version: $root/current. Settings are in $settings."
  if [ "$(cat "$here/POSTGRES")" = none ]; then
    say "此包不含 PostgreSQL：先填写数据库地址，再执行 db roles 和 migrate（docs/operations.md）。" \
      "This release has no PostgreSQL: fill in the addresses, then db roles and migrate (docs/operations.md)."
  fi
  say "填好设置后启动：systemctl start haoshangliang，或 $root/current/bin/serve" \
    "When the settings are right, start it: systemctl start haoshangliang, or $root/current/bin/serve"
}

has_database() { [ -n "$(setting MIGRATION_DATABASE_URL)$(setting MIGRATION_DATABASE_URL_FILE)" ] || [ -d "$data/postgres/cluster" ]; }

upgrade_release() {
  check_installed
  old=$(current)
  [ "$old" != "$version" ] || die "$version 已是当前版本。" "$version is the current version already."
  copy_release
  stop_server
  backup=
  if has_database; then
    backup=$root/backups/before-$version-$(now).sql.gz
    if ! as_user "$root/current/bin/haoshangliang" backup "$backup"; then
      start_server
      die "备份失败，仍为 $old。" "The backup failed. It is still $old."
    fi
  elif [ -n "$(setting DATABASE_URL)$(setting DATABASE_URL_FILE)" ]; then
    start_server
    die "请设置 MIGRATION_DATABASE_URL，升级前需备份并迁移。仍为 $old。" \
      "Set MIGRATION_DATABASE_URL: an upgrade makes a backup and migrates. It is still $old."
  fi
  printf '%s\n%s\n%s\n' "$version" "$old" "$backup" >"$root/previous"
  switch_to "$version"
  if [ -n "$backup" ] && ! as_user "$root/current/bin/haoshangliang" migrate; then
    die "迁移失败，服务未启动。按上文处理后再执行 migrate，或回退：$root/current/install.sh rollback --restore-backup" \
      "The migration failed, and the server is stopped. Do as it says above and run migrate again, or go back: $root/current/install.sh rollback --restore-backup"
  fi
  start_server
  say "已从 $old 升级到 $version。备份：${backup:-无}" "Upgraded from $old to $version. Backup: ${backup:-none}"
}

restore_before() {
  kept=$data/postgres.$version-$(now)
  if [ -d "$data/postgres/cluster" ]; then mv "$data/postgres" "$kept"; fi
  as_user "$root/releases/$old/bin/haoshangliang" restore "$backup" && return
  if [ -d "$kept" ]; then
    rm -rf "$data/postgres"
    mv "$kept" "$data/postgres"
  fi
  start_server
  die "恢复失败，仍为 $version。自备数据库须先换成空数据库。" \
    "The restore failed. It is still $version. A database of your own must be an empty one first."
}

rollback_release() {
  check_installed
  version=$(current)
  [ -f "$root/previous" ] && [ "$(sed -n 1p "$root/previous")" = "$version" ] ||
    die "没有可回退的升级。" "There is no upgrade to go back from."
  old=$(sed -n 2p "$root/previous")
  backup=$(sed -n 3p "$root/previous")
  check_files "$root/releases/$old"
  needs_backup=no
  if [ -n "$backup" ] && ! cmp -s "$root/releases/$old/migrations/hashes.json" "$root/releases/$version/migrations/hashes.json"; then
    needs_backup=yes
  fi
  if [ $needs_backup = yes ] && [ $restore = no ]; then
    die "$version 改变了数据库结构。加 --restore-backup 恢复升级前的备份 $backup；此后的录入将丢失。" \
      "$version changed the database. With --restore-backup the backup $backup is restored. Entries made since then are lost."
  fi
  stop_server
  if [ $needs_backup = yes ]; then restore_before; fi
  switch_to "$old"
  rm "$root/previous"
  start_server
  say "已回退到 $old。" "Back to $old."
  if [ -d "${kept:-}" ]; then say "$version 的数据库保留在 $kept，确认后可删除。" "The database of $version is kept in $kept. Delete it when all is well."; fi
}

case $command in
  install | upgrade)
    check_files "$here"
    check_machine
    version=$(cat "$here/VERSION")
    data=$(setting DATA_DIR)
    "${command}_release"
    ;;
  rollback)
    data=$(setting DATA_DIR)
    rollback_release
    ;;
  help | --help | -h) usage ;;
  *) usage >&2; exit 2 ;;
esac
