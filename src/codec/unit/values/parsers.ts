/** The check of each of systemd's parsers: `parser` of a directive. Where there is none, every value is taken. */
import { checkAddressFamilies } from './address-family.ts';
import { checkInputData, checkRootHash, checkRootHashSignature } from './base64.ts';
import { checkBindPaths, checkTemporaryFileSystems } from './bind-paths.ts';
import { checkCoredumpFilter, checkSecureBits } from './bit-list.ts';
import { checkBoolean } from './boolean.ts';
import { checkBpfProgram, checkFileSystems } from './bpf.ts';
import { checkBusName } from './bus-name.ts';
import { checkTimer } from './calendar.ts';
import { checkCapabilities } from './capability.ts';
import { checkCommandLine } from './command-line.ts';
import { checkConditionPath, checkConditionString } from './condition.ts';
import { checkDelegate, checkDisabledControllers } from './controllers.ts';
import { checkCpuAffinity, checkCpuSet, checkNumaMask } from './cpu-set.ts';
import { checkLoadCredential, checkSetCredential } from './credential.ts';
import { checkDeviceAllow, checkDeviceLatency, checkDeviceWeight, checkIoLimit } from './device-path.ts';
import { checkDocumentation } from './documentation.ts';
import {
  checkEnumeration,
  checkEnumerationOrBoolean,
  checkEnumerationOrNumber,
  checkKillMode,
  checkSocketProtocol,
  checkTimestamping,
} from './enumeration.ts';
import { checkEnvironment, checkLogFields, checkPassEnvironment, checkUnsetEnvironment } from './environment.ts';
import { checkSyscallErrno } from './errno.ts';
import { checkInputText } from './escaped-text.ts';
import { checkExecDirectories } from './exec-directory.ts';
import { checkExitStatuses } from './exit-status.ts';
import { checkFdName } from './fd-name.ts';
import { checkExtensionImages, checkMountImages, checkRootImageOptions } from './image.ts';
import { checkInteger, limits } from './integer.ts';
import { checkBindToDevice, checkInterfaceNames } from './interface-name.ts';
import { checkIpPrefixes } from './ip-address.ts';
import { checkObsoleteDependency, checkRemoved } from './legacy.ts';
import { checkMemoryLimit, checkTasksMax } from './memory-limit.ts';
import { checkMode } from './mode.ts';
import { checkNamespaces } from './namespace.ts';
import { checkMountsFor, checkNamespacePaths, checkPaths } from './path-list.ts';
import {
  checkColonPaths,
  checkEnvironmentFile,
  checkMountNode,
  checkPath,
  checkPidFile,
  checkWorkingDirectory,
} from './path-value.ts';
import { checkCpuQuota, checkMemoryPressureLimit } from './percent.ts';
import { checkRlimit } from './rlimit.ts';
import { checkSignal } from './signal.ts';
import { checkIecSize } from './size.ts';
import { checkListen } from './socket-address.ts';
import { checkSocketBind } from './socket-bind.ts';
import { checkStandardInput, checkStandardOutput } from './standard-stream.ts';
import { checkSyscallArchitectures, checkSyscallFilter, checkSyscallLog } from './syscall-filter.ts';
import {
  checkLogNamespace,
  checkPersonality,
  checkRebootParameter,
  checkSecurityLabel,
  checkText,
} from './text-value.ts';
import { checkNanoseconds, checkTimespan } from './timespan.ts';
import {
  checkInstallNames,
  checkSlice,
  checkSockets,
  checkTriggeredUnit,
  checkUnitNames,
  checkUnitOfType,
} from './unit-name.ts';
import { checkUserOrGroup, checkUsersOrGroups } from './user-group.ts';
import type { ValueCheck } from './value-problem.ts';
import { checkCpuWeight, weight } from './weight.ts';

export const parsers: Readonly<Record<string, ValueCheck>> = {
  address_families: checkAddressFamilies,
  bind_paths: checkBindPaths,
  bool: checkBoolean,
  bpf_foreign_program: checkBpfProgram,
  bus_name: checkBusName,
  capability_set: checkCapabilities,
  cg_cpu_weight: checkCpuWeight,
  cg_weight: checkInteger(weight),
  cgroup_socket_bind: checkSocketBind,
  collect_mode: checkEnumeration,
  colon_separated_paths: checkColonPaths,
  cpu_quota: checkCpuQuota,
  cpuset_partition: checkEnumeration,
  delegate: checkDelegate,
  device_allow: checkDeviceAllow,
  device_policy: checkEnumeration,
  disable_controllers: checkDisabledControllers,
  documentation: checkDocumentation,
  emergency_action: checkEnumeration,
  environ: checkEnvironment,
  exec: checkCommandLine,
  exec_apparmor_profile: checkSecurityLabel,
  exec_coredump_filter: checkCoredumpFilter,
  exec_cpu_affinity: checkCpuAffinity,
  exec_cpu_sched_policy: checkEnumerationOrNumber(limits.int[1]),
  exec_cpu_sched_prio: checkInteger([0n, 99n]),
  exec_directories: checkExecDirectories,
  exec_input: checkStandardInput,
  exec_input_data: checkInputData,
  exec_input_text: checkInputText,
  exec_io_class: checkEnumerationOrNumber(8n),
  exec_io_priority: checkInteger([0n, 7n]),
  exec_keyring_mode: checkEnumeration,
  exec_memory_thp: checkEnumeration,
  exec_mount_propagation_flag: checkEnumeration,
  exec_nice: checkInteger([-20n, 19n]),
  exec_oom_score_adjust: checkInteger([-1000n, 1000n]),
  exec_output: checkStandardOutput,
  exec_preserve_mode: checkEnumerationOrBoolean,
  exec_root_hash: checkRootHash,
  exec_root_hash_sig: checkRootHashSignature,
  exec_secure_bits: checkSecureBits,
  exec_selinux_context: checkSecurityLabel,
  exec_smack_process_label: checkSecurityLabel,
  exec_utmp_mode: checkEnumeration,
  exit_status: checkInteger(limits.u8),
  extension_images: checkExtensionImages,
  fdname: checkFdName,
  iec_size: checkIecSize,
  in_addr_prefixes: checkIpPrefixes,
  'install.c': checkInstallNames,
  int: checkInteger(limits.int),
  io_device_latency: checkDeviceLatency,
  io_device_weight: checkDeviceWeight,
  io_limit: checkIoLimit,
  ip_filter_bpf_progs: checkPath,
  ip_tos: checkEnumerationOrNumber(255n),
  job_mode: checkEnumeration,
  job_mode_isolate: checkBoolean,
  job_running_timeout_sec: checkTimespan,
  job_timeout_sec: checkTimespan,
  kill_mode: checkKillMode,
  load_credential: checkLoadCredential,
  log_extra_fields: checkLogFields,
  log_facility: checkEnumerationOrNumber(127n),
  log_level: checkEnumerationOrNumber(7n),
  log_namespace: checkLogNamespace,
  long: checkInteger(limits.long),
  managed_oom_mem_pressure_duration_sec: checkTimespan,
  managed_oom_mem_pressure_limit: checkMemoryPressureLimit,
  managed_oom_mode: checkEnumeration,
  managed_oom_preference: checkEnumeration,
  memory_limit: checkMemoryLimit,
  mode: checkMode,
  mount_images: checkMountImages,
  mount_node: checkMountNode,
  namespace_flags: checkNamespaces,
  namespace_path_strv: checkNamespacePaths,
  notify_access: checkEnumeration,
  nsec: checkNanoseconds,
  numa_mask: checkNumaMask,
  numa_policy: checkEnumeration,
  obsolete_unit_deps: checkObsoleteDependency,
  oom_policy: checkEnumeration,
  pass_environ: checkPassEnvironment,
  path_spec: checkPath,
  personality: checkPersonality,
  pid_file: checkPidFile,
  pressure_watch: checkEnumerationOrBoolean,
  private_bpf: checkEnumerationOrBoolean,
  private_pids: checkEnumerationOrBoolean,
  private_tmp: checkEnumerationOrBoolean,
  private_users: checkEnumerationOrBoolean,
  proc_subset: checkEnumeration,
  protect_control_groups: checkEnumerationOrBoolean,
  protect_home: checkEnumerationOrBoolean,
  protect_hostname: checkEnumerationOrBoolean,
  protect_proc: checkEnumeration,
  protect_system: checkEnumerationOrBoolean,
  reboot_parameter: checkRebootParameter,
  restrict_filesystems: checkFileSystems,
  restrict_network_interfaces: checkInterfaceNames,
  rlimit: checkRlimit,
  root_image_options: checkRootImageOptions,
  sec: checkTimespan,
  sec_def_infinity: checkTimespan,
  sec_fix_0: checkTimespan,
  service_exit_type: checkEnumeration,
  service_restart: checkEnumeration,
  service_restart_mode: checkEnumeration,
  service_sockets: checkSockets,
  service_timeout: checkTimespan,
  service_timeout_abort: checkTimespan,
  service_timeout_failure_mode: checkEnumeration,
  service_type: checkEnumeration,
  set_credential: checkSetCredential,
  set_status: checkExitStatuses,
  signal: checkSignal,
  socket_bind: checkEnumerationOrBoolean,
  socket_bindtodevice: checkBindToDevice,
  socket_defer_trigger: checkEnumerationOrBoolean,
  socket_listen: checkListen,
  socket_protocol: checkSocketProtocol,
  socket_service: checkUnitOfType('service'),
  socket_timestamping: checkTimestamping,
  swap_priority: checkInteger([-1n, 32_767n]),
  syscall_archs: checkSyscallArchitectures,
  syscall_errno: checkSyscallErrno,
  syscall_filter: checkSyscallFilter,
  syscall_log: checkSyscallLog,
  tasks_max: checkTasksMax,
  temporary_filesystems: checkTemporaryFileSystems,
  timer: checkTimer,
  trigger_unit: checkTriggeredUnit,
  tristate: checkBoolean,
  tty_size: checkInteger(limits.unsigned),
  unit_condition_path: checkConditionPath,
  unit_condition_string: checkConditionString,
  unit_cpu_set: checkCpuSet,
  unit_deps: checkUnitNames,
  unit_env_file: checkEnvironmentFile,
  unit_mounts_for: checkMountsFor,
  unit_path_printf: checkPath,
  unit_path_strv_printf: checkPaths,
  unit_slice: checkSlice,
  unit_string_printf: checkText,
  unset_environ: checkUnsetEnvironment,
  unsigned: checkInteger(limits.unsigned),
  user_group_compat: checkUserOrGroup,
  user_group_strv_compat: checkUsersOrGroups,
  warn_compat: checkRemoved,
  working_directory: checkWorkingDirectory,
};
