"""What counts as a stick, by the kernel's list of mounts and what it says of the disks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.device.mounts import MOUNTINFO, Mount, removable

ROOT = "21 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw"


class Machine:
    """A sysfs of disks, and the list of what is mounted from them."""

    def __init__(self, sys: Path) -> None:
        self.sys, self.lines = sys, [ROOT]
        self.add_disk("259:0", "pci0000:00/0000:00:01.0/nvme/nvme0/nvme0n1", partitions={"259:2": "nvme0n1p2"})

    def add_disk(
        self, number: str, place: str, *, partitions: dict[str, str], removable: str = "0", model: str = ""
    ) -> None:
        disk = self.sys / "devices" / place
        (disk / "device").mkdir(parents=True)
        (disk / "removable").write_text(f"{removable}\n", "ascii")
        if model:
            (disk / "device" / "model").write_text(f"{model}   \n", "ascii")
        for part, name in partitions.items():
            (disk / name).mkdir()
            (disk / name / "partition").write_text("1\n", "ascii")
            self._link(part, disk / name)
        self._link(number, disk)

    def mount(self, line: str) -> None:
        self.lines.append(line)

    def found(self) -> list[Mount]:
        return removable("\n".join(self.lines) + "\n", self.sys)

    def _link(self, number: str, folder: Path) -> None:
        for kind, name in (("dev/block", number), ("class/block", folder.name)):
            (self.sys / kind).mkdir(parents=True, exist_ok=True)
            (self.sys / kind / name).symlink_to(folder)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "sys")
    usb = "pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/target6:0:0/6:0:0:0/block/sdb"
    machine.add_disk("8:16", usb, partitions={"8:17": "sdb1", "8:18": "sdb2"}, removable="1", model="Cruzer Blade")
    return machine


def test_a_stick_is_found_wherever_it_is_mounted(machine: Machine) -> None:
    machine.mount("90 21 8:17 / /mnt/somewhere ro,nosuid - vfat /dev/sdb1 rw,uid=1000")

    assert machine.found() == [Mount(Path("/mnt/somewhere"), "/dev/sdb1", "vfat", read_only=True, name="somewhere")]


def test_a_stick_that_can_be_written_is_not_read_only(machine: Machine) -> None:
    machine.mount("90 21 8:17 / /run/media/kiosk/OIM rw,nosuid shared:5 master:2 - vfat /dev/sdb1 rw,errors=remount-ro")

    assert [(mount.name, mount.read_only) for mount in machine.found()] == [("OIM", False)]


def test_a_disk_on_usb_that_cannot_be_taken_out_of_its_case_is_a_stick(machine: Machine) -> None:
    machine.add_disk("8:32", "pci0000:00/usb1/1-4/block/sdc", partitions={})
    machine.mount("90 21 8:32 / /srv-of-somebody rw - ext4 /dev/sdc rw")

    assert [mount.device for mount in machine.found()] == ["/dev/sdc"]


def test_a_disk_of_this_machine_is_none(machine: Machine) -> None:
    machine.mount("90 21 259:2 /data /data rw - ext4 /dev/nvme0n1p2 rw")
    machine.mount("91 21 0:22 / /proc rw - proc proc rw")

    assert machine.found() == []


def test_a_kiosk_that_runs_from_a_stick_does_not_offer_itself(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "sys")
    partitions = {"8:1": "sda1", "8:2": "sda2"}
    machine.add_disk("8:0", "pci0000:00/usb1/1-1/block/sda", partitions=partitions, removable="1")
    machine.lines = ["21 1 0:30 / / rw - overlay overlay rw"]
    machine.mount("22 21 8:1 / /run/live/medium ro - vfat /dev/sda1 ro")
    machine.mount("23 21 8:2 / /media/state rw - ext4 /dev/sda2 rw")

    assert machine.found() == []


@pytest.mark.parametrize("path", ["/media/STICK", "/run/media/kiosk/STICK", "/mnt/usb", "/mnt/usb/one"])
def test_what_is_mounted_where_sticks_go_is_one(machine: Machine, path: str) -> None:
    machine.mount(f"90 21 0:77 / {path} rw - tmpfs tmpfs rw")

    assert [mount.path for mount in machine.found()] == [Path(path)]


@pytest.mark.parametrize("path", ["/media", "/run/media", "/mnt", "/mediation", "/mnt/usbs"])
def test_the_places_themselves_are_none(machine: Machine, path: str) -> None:
    machine.mount(f"90 21 0:77 / {path} rw - tmpfs tmpfs rw")

    assert machine.found() == []


def test_what_a_program_serves_is_known_by_its_device(machine: Machine) -> None:
    machine.mount("90 21 0:50 / /somewhere rw - fuseblk /dev/sdb2 rw,user_id=0")

    assert [mount.filesystem for mount in machine.found()] == ["fuseblk"]


def test_a_name_may_have_any_letters(machine: Machine) -> None:
    machine.mount(r"90 21 8:17 / /media/MI\040OTRO\011\134USB\303\251 rw - vfat /dev/sdb1 rw")

    assert machine.found()[0].path == Path("/media/MI OTRO\t\\USBé")


def test_a_stick_mounted_by_its_device_is_called_by_its_make(machine: Machine) -> None:
    machine.mount("90 21 8:17 / /media/sdb1 rw - vfat /dev/sdb1 rw")

    assert machine.found()[0].name == "Cruzer Blade"


def test_a_stick_mounted_twice_is_one(machine: Machine) -> None:
    machine.mount("90 21 8:17 / /media/A rw - vfat /dev/sdb1 rw")
    machine.mount("91 21 8:17 /folder /media/B rw - vfat /dev/sdb1 rw")
    machine.mount("92 21 8:18 / /media/C rw - vfat /dev/sdb2 rw")

    assert [mount.name for mount in machine.found()] == ["A", "C"]


def test_ten_sticks_are_ten(machine: Machine) -> None:
    for number in range(10):
        machine.mount(f"9{number} 21 0:{number + 100} / /media/S{number} rw - vfat /dev/sdx{number} rw")

    assert [mount.name for mount in machine.found()] == [f"S{number}" for number in range(10)]


@pytest.mark.parametrize("device", ["/dev/..", "/dev/.", "/dev/", "/dev/../../x", "", "none", r"/dev/\000"])
def test_a_device_without_a_name_leads_nowhere(machine: Machine, device: str) -> None:
    machine.mount(f"90 21 0:50 / /somewhere rw - fuseblk {device} rw")

    assert machine.found() == []


@given(st.text(st.characters(exclude_categories=())))
def test_no_list_stops_it(text: str) -> None:
    lists = (text, f"90 21 8:17 / {text} rw - vfat {text} rw")

    assert all(isinstance(removable(each, Path("/nowhere")), list) for each in lists)


@given(st.binary(min_size=1).filter(lambda name: b"/" not in name and b"\0" not in name and name not in (b".", b"..")))
def test_every_name_is_read_as_the_kernel_wrote_it(name: bytes) -> None:
    written = "".join(chr(byte) if 32 < byte < 127 and byte != 92 else f"\\{byte:03o}" for byte in name)

    found = removable(f"90 21 0:9 / /media/{written} rw - vfat x rw", Path("/nowhere"))

    assert [mount.path for mount in found] == [Path("/media") / name.decode("utf-8", "surrogateescape")]


def test_the_list_of_this_machine_is_read() -> None:
    assert isinstance(removable(MOUNTINFO.read_text("utf-8", "surrogateescape")), list)
