import {expect} from "chai";
import {ownGroups} from "../../../src/grading/sandbox/ownGroups.js";

describe("ownGroups(cgroup, mountinfo)", () => {
  it("finds the folders of version 1, one for each hierarchy that is mounted", () => {
    const mounts = [
      "31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755",
      "35 31 0:32 / /sys/fs/cgroup/memory rw shared:9 master:2 - cgroup cgroup rw,memory",
      "39 31 0:36 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids",
      "40 31 0:37 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct",
      "41 31 0:38 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,name=systemd",
    ].join("\n");
    const own = "9:pids:/\n8:name=systemd:/\n4:memory:/judge/one\n2:cpu,cpuacct:/judge\n1:blkio:/\n";
    expect(ownGroups(own, mounts)).to.deep.equal([
      {version: 1, folder: "/sys/fs/cgroup/pids", controllers: ["pids"], top: "/sys/fs/cgroup/pids"},
      {
        version: 1,
        folder: "/sys/fs/cgroup/systemd",
        controllers: ["name=systemd"],
        top: "/sys/fs/cgroup/systemd",
      },
      {
        version: 1,
        folder: "/sys/fs/cgroup/memory/judge/one",
        controllers: ["memory"],
        top: "/sys/fs/cgroup/memory",
      },
      {
        version: 1,
        folder: "/sys/fs/cgroup/cpu,cpuacct/judge",
        controllers: ["cpu", "cpuacct"],
        top: "/sys/fs/cgroup/cpu,cpuacct",
      },
    ]);
  });

  it("finds the folder of version 2", () => {
    const mounts = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";
    const own = "0::/user.slice/user-1000.slice/run-r1.scope\n";
    expect(ownGroups(own, mounts)).to.deep.equal([
      {
        version: 2,
        folder: "/sys/fs/cgroup/user.slice/user-1000.slice/run-r1.scope",
        controllers: [],
        top: "/sys/fs/cgroup",
      },
    ]);
  });

  it("takes away what of a path lies above the mount, as in a container", () => {
    const mounts = "30 23 0:26 /docker/ab /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory";
    const [{folder}] = ownGroups("4:memory:/docker/ab/judge\n", mounts);
    expect(folder).to.equal("/sys/fs/cgroup/memory/judge");
  });

  it("leaves out a group that the mount does not reach", () => {
    const mounts = "30 23 0:26 /docker/ab /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory";
    expect(ownGroups("4:memory:/docker/cd\n", mounts)).to.deep.equal([]);
    expect(ownGroups("4:memory:/docker/abc\n", mounts)).to.deep.equal([]);
    expect(
      ownGroups("0::/../elsewhere\n", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw"),
    ).to.deep.equal([]);
  });

  it("reads a mount point with a blank in it", () => {
    const mounts = "30 23 0:26 / /mnt/control\\040groups rw - cgroup2 none rw";
    expect(ownGroups("0::/a\n", mounts)[0].folder).to.equal("/mnt/control groups/a");
  });

  it("finds nothing where there is nothing", () => {
    expect(ownGroups("", "")).to.deep.equal([]);
    expect(ownGroups("4:memory:/\n", "31 23 0:28 / / rw - ext4 /dev/root rw")).to.deep.equal([]);
  });
});
