alter table wanted rename to desired_revision;
alter table turn rename to rollout_step;
alter table setback rename to failure_history;
alter table instance rename column condemned to replace_reason;

-- What an instance was made from is said once, in its target.
alter table instance rename column spec to target;
update instance
   set target = jsonb_build_object(
         'service', service, 'version', version, 'digest', digest,
         'process', jsonb_build_object('jar', target -> 'jar', 'arguments', target -> 'arguments',
                                       'environment', target -> 'environment', 'memory', memory),
         'instances', target -> 'instances', 'health', target -> 'health',
         'traffic', jsonb_build_object('routed', target -> 'routed', 'delay', target -> 'drain' -> 'delay',
                                       'timeout', target -> 'drain' -> 'timeout'),
         'dependsOn', target -> 'dependsOn');
alter table instance drop column version, drop column digest, drop column memory;
